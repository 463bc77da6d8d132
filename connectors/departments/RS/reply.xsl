<!-- 枢纽回执到人社的应答:字符串里的XML,code为1表示收下 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="receipt" select="parse-json($input)"/>
    <xsl:variable name="result">
      <result>
        <code><xsl:value-of select="if ($receipt?code = '0') then '1' else $receipt?code"/></code>
        <field><xsl:value-of select="$receipt?field"/></field>
        <message><xsl:value-of select="$receipt?message"/></message>
      </result>
    </xsl:variable>
    <ns1:saveFeedbackResponse xmlns:ns1="http://hub.jiangning.local/rs">
      <saveFeedbackReturn>
        <xsl:value-of select="serialize($result, map{'method': 'xml', 'omit-xml-declaration': true()})"/>
      </saveFeedbackReturn>
    </ns1:saveFeedbackResponse>
  </xsl:template>
</xsl:stylesheet>
