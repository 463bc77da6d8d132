<!-- 枢纽回执到12315系统的应答 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="receipt" select="parse-json($input)"/>
    <reportProgressResponse xmlns="urn:liandong:12315">
      <code><xsl:value-of select="if ($receipt?code = '0') then 'OK' else $receipt?code"/></code>
      <field><xsl:value-of select="$receipt?field"/></field>
      <message><xsl:value-of select="$receipt?message"/></message>
    </reportProgressResponse>
  </xsl:template>
</xsl:stylesheet>
