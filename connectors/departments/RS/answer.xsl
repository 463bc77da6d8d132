<!-- 应答是字符串里的XML:成功只看code。字符串里的声明不可信,去掉 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="json" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <!-- 没有或只有空白的元素当作没有 -->
  <xsl:function name="own:leaf" as="xs:string?">
    <xsl:param name="element" as="element()*"/>
    <xsl:sequence select="$element[normalize-space(translate(., '　', ' '))][1] ! string(.)"/>
  </xsl:function>

  <xsl:template name="main">
    <xsl:variable name="envelope" select="parse-xml($input)"/>
    <xsl:variable name="text" select="own:leaf($envelope//*[ends-with(local-name(), 'Return') or local-name() = 'out'])"/>
    <xsl:variable name="result" select="own:parsed($text)"/>
    <xsl:variable name="code" select="own:leaf($result/code)"/>
    <xsl:variable name="row" select="hub:lookup('answer', $code)"/>
    <xsl:sequence select="map{
      'result': if (exists($row)) then $row?result else if (exists($code)) then 'REFUSED' else 'UNKNOWN',
      'foreignNo': own:leaf($result/tsbh),
      'code': ($code, 'UNREADABLE')[1],
      'message': (own:leaf($result/message), $row?word, '应答无法识别')[1]
    }"/>
  </xsl:template>

  <xsl:function name="own:parsed" as="element()?">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:try>
      <xsl:sequence select="parse-xml(replace($text, '^\s*&lt;\?xml[^>]*\?>', ''))/*"/>
      <xsl:catch/>
    </xsl:try>
  </xsl:function>
</xsl:stylesheet>
