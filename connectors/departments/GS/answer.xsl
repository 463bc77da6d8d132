<!-- 成功只看code;认不出的说不清收下没有 -->
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
    <xsl:variable name="answer" select="parse-xml($input)"/>
    <xsl:variable name="code" select="own:leaf($answer//*:code)"/>
    <xsl:variable name="row" select="hub:lookup('answer', $code)"/>
    <xsl:sequence select="map{
      'result': if (exists($row)) then $row?result else if (exists($code)) then 'REFUSED' else 'UNKNOWN',
      'foreignNo': own:leaf($answer//*:registerNo),
      'code': ($code, 'UNREADABLE')[1],
      'message': (own:leaf($answer//*:message), $row?word, '应答无法识别')[1]
    }"/>
  </xsl:template>
</xsl:stylesheet>
