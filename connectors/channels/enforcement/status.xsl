<!-- 办理状态到平台的reportFeedback,feedbackSource是JNHUB,平台推回来时枢纽凭它认出是自己说的。feedbackType:0正常反馈 1退单 4办结反馈;不告知的状态没有输出。 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="status" select="parse-json($input)"/>
    <xsl:variable name="row" select="hub:lookup('state', $status?state)"/>
    <xsl:if test="empty($row)">
      <xsl:message terminate="yes">codes/states.csv 没有状态 <xsl:value-of select="$status?state"/></xsl:message>
    </xsl:if>
    <xsl:if test="$row?code != ''">
      <xsl:variable name="feedback">
        <feedback>
          <incidentNo><xsl:value-of select="$status?externalNo"/></incidentNo>
          <hubNo><xsl:value-of select="$status?caseNo"/></hubNo>
          <seq><xsl:value-of select="xs:integer($status?seq)"/></seq>
          <feedbackSource>JNHUB</feedbackSource>
          <feedbackType><xsl:value-of select="$row?code"/></feedbackType>
          <content>
            <xsl:value-of select="($status?publicReply, $status?text, $row?word)[normalize-space(.)][1]"/>
          </content>
          <feedbackPerson><xsl:value-of select="$status?leadDeptName"/></feedbackPerson>
          <feedbackDate><xsl:value-of select="hub:local-time($status?time, 'yyyy-MM-dd HH:mm:ss')"/></feedbackDate>
        </feedback>
      </xsl:variable>
      <ws:process xmlns:ws="http://zhzf.jiangning.local/">
        <FUNC>reportFeedback</FUNC>
        <SPID><xsl:value-of select="$status?login?user"/></SPID>
        <SPPWD><xsl:value-of select="$status?login?password"/></SPPWD>
        <VER>1.0</VER>
        <REQXML>
          <xsl:value-of select="serialize($feedback, map{'method': 'xml', 'omit-xml-declaration': true()})"/>
        </REQXML>
      </ws:process>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
