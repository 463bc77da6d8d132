<!-- 派遣与之后的操作 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:import href="envelope.xsl"/>

  <xsl:template name="main">
    <xsl:variable name="dispatch" select="$message?operation = 'DISPATCH'"/>
    <xsl:variable name="decision" select="$message?operation = ('RETURN', 'EXTENSION', 'SUSPENSION')"/>
    <xsl:call-template name="call">
      <xsl:with-param name="operation" select="'saveComplaint'"/>
      <xsl:with-param name="complaint" as="element(complaint)">
        <complaint>
          <rwbh><xsl:value-of select="$message?taskNo"/></rwbh>
          <bjbh><xsl:value-of select="$message?caseNo"/></bjbh>
          <czbh><xsl:value-of select="$message?operationKey"/></czbh>
          <czdm><xsl:value-of select="hub:lookup('operation', $message?operation)?code"/></czdm>
          <czsj><xsl:value-of select="own:time($message?writtenAt)"/></czsj>
          <xsl:choose>
            <xsl:when test="$dispatch">
              <jjcd><xsl:value-of select="hub:lookup('urgency', $message?urgency)?word"/></jjcd>
              <sxmc><xsl:value-of select="$message?item?name"/></sxmc>
              <bt><xsl:value-of select="$message?title"/></bt>
              <nr><xsl:value-of select="$message?content"/></nr>
              <dz><xsl:value-of select="$message?location?address"/></dz>
              <tsr><xsl:value-of select="$message?petitioner?display"/></tsr>
              <lxfs><xsl:value-of select="$message?petitioner?contact"/></lxfs>
              <sfbm><xsl:value-of select="if ($message?secret) then '1' else '0'"/></sfbm>
              <qsqx><xsl:value-of select="own:time($message?clock?signDue)"/></qsqx>
            </xsl:when>
            <xsl:otherwise>
              <xsl:if test="$decision"><pf><xsl:value-of select="if ($message?detail?granted) then '同意' else '不同意'"/></pf></xsl:if>
              <nr><xsl:value-of select="($message?detail?text, $message?detail?reason)[1]"/></nr>
            </xsl:otherwise>
          </xsl:choose>
          <bjqx><xsl:value-of select="own:time(($message?detail?extendedTo, $message?clock?disposeDue)[1])"/></bjqx>
        </complaint>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
