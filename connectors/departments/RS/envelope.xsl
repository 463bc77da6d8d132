<!-- 老服务只收字符串参数:账号、口令、一段XML -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>
  <xsl:variable name="message" select="parse-json($input)" as="map(*)"/>

  <xsl:function name="own:time" as="xs:string?">
    <xsl:param name="iso" as="xs:string?"/>
    <xsl:sequence select="hub:local-time($iso, 'yyyy-MM-dd HH:mm:ss')"/>
  </xsl:function>

  <xsl:template name="call">
    <xsl:param name="operation" as="xs:string"/>
    <xsl:param name="complaint" as="element(complaint)"/>
    <xsl:element name="ns1:{$operation}" namespace="http://service.ldjc.rs.local">
      <userName><xsl:value-of select="$message?login?user"/></userName>
      <passWord><xsl:value-of select="$message?login?password"/></passWord>
      <xml>
        <xsl:value-of select="serialize($complaint, map{'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})"/>
      </xml>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
