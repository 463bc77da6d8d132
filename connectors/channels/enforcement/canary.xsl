<!-- 探测件:如同平台报来的事件,写在SOAP信封的正文里;账号口令由枢纽填。 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="canary" select="parse-json($input)"/>
    <xsl:variable name="incident">
      <incident>
        <incidentNo><xsl:value-of select="$canary?number"/></incidentNo>
        <incidentName><xsl:value-of select="$canary?title"/></incidentName>
        <regionCode>320115001</regionCode>
        <incidentSource>巡查</incidentSource>
        <description><xsl:value-of select="$canary?content"/></description>
        <occurPlace>东山街道上元大街369号</occurPlace>
        <reportDate><xsl:value-of select="hub:local-time($canary?at, 'yyyy-MM-dd HH:mm:ss')"/></reportDate>
      </incident>
    </xsl:variable>
    <ws:process xmlns:ws="http://zhzf.jiangning.local/">
      <FUNC>reportDailyIncident</FUNC>
      <SPID>-</SPID>
      <SPPWD>-</SPPWD>
      <VER>1.0</VER>
      <REQXML>
        <xsl:value-of select="serialize($incident, map{'method': 'xml', 'omit-xml-declaration': true()})"/>
      </REQXML>
    </ws:process>
  </xsl:template>
</xsl:stylesheet>
