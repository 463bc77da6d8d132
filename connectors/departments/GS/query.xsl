<!-- 问这个任务登记了没有 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <query xmlns="urn:12315:v2"><externalId><xsl:value-of select="parse-json($input)?taskNo"/></externalId></query>
  </xsl:template>
</xsl:stylesheet>
