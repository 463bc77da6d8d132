<!-- 枢纽回执到综合执法平台的应答:ERRCD与字符串RESXML -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="receipt" select="parse-json($input)"/>
    <xsl:variable name="result">
      <result>
        <xsl:for-each select="'outcome', 'caseNo', 'state', 'field', 'message'">
          <xsl:element name="{.}">
            <xsl:value-of select="$receipt(.)"/>
          </xsl:element>
        </xsl:for-each>
      </result>
    </xsl:variable>
    <ws:processResponse xmlns:ws="http://zhzf.jiangning.local/">
      <ERRCD>
        <xsl:value-of select="$receipt?code"/>
      </ERRCD>
      <RESXML>
        <xsl:value-of select="serialize($result, map{'method': 'xml', 'omit-xml-declaration': true()})"/>
      </RESXML>
    </ws:processResponse>
  </xsl:template>
</xsl:stylesheet>
