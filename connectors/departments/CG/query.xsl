<!-- 问城管有没有这个任务 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:import href="envelope.xsl"/>

  <xsl:template name="main">
    <xsl:variable name="request" as="element(request)">
      <request>
        <query>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'SrcTaskNum'"/>
            <xsl:with-param name="value" select="$message?taskNo"/>
          </xsl:call-template>
        </query>
      </request>
    </xsl:variable>
    <xsl:call-template name="process">
      <xsl:with-param name="request" select="$request"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
