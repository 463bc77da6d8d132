<!-- 问这个任务登记了没有 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:import href="envelope.xsl"/>

  <xsl:template name="main">
    <xsl:call-template name="call">
      <xsl:with-param name="operation" select="'queryComplaint'"/>
      <xsl:with-param name="complaint" as="element(complaint)">
        <complaint><rwbh><xsl:value-of select="$message?taskNo"/></rwbh></complaint>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
