<!-- 探测件:如同老接口推来的工单,写在SOAP信封的正文里。 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="canary" select="parse-json($input)"/>
    <xsl:variable name="order">
      <order>
        <gdbh><xsl:value-of select="$canary?number"/></gdbh>
        <gdlx>求助</gdlx>
        <ldsj><xsl:value-of select="hub:local-time($canary?at, 'yyyy-MM-dd HH:mm:ss')"/></ldsj>
        <fyqy>江宁区</fyqy>
        <fydz>东山街道上元大街369号</fydz>
        <fynr><xsl:value-of select="$canary?title || $canary?content"/></fynr>
        <jjcd>一般</jjcd>
      </order>
    </xsl:variable>
    <ws:process xmlns:ws="http://ws.order.hotline/">
      <FUNC>pushOrder</FUNC>
      <SPID>NJ12345</SPID>
      <VER>1.0</VER>
      <REQXML>
        <xsl:value-of select="serialize($order, map{'method': 'xml', 'omit-xml-declaration': true()})"/>
      </REQXML>
    </ws:process>
  </xsl:template>
</xsl:stylesheet>
