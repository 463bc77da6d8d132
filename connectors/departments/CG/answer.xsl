<!-- 城管的应答:processReturn是字符串里的XML,成功只看其中的code -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="json" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="payload" select="parse-xml($input)/*"/>
    <xsl:variable name="fault" select="$payload/descendant-or-self::*:Fault[1]"/>
    <xsl:variable name="text" select="replace(string($payload), '^\s*&lt;\?xml[^>]*\?>', '')"/>
    <xsl:sequence select="
      if ($fault) then own:fault($fault)
      else if (starts-with(normalize-space($text), '&lt;response')) then own:answer(parse-xml($text)/response)
      else map{'result': 'UNKNOWN', 'foreignNo': (), 'code': 'UNREADABLE', 'message': '应答无法识别'}"/>
  </xsl:template>

  <xsl:function name="own:answer" as="map(*)">
    <xsl:param name="response" as="element(response)"/>
    <xsl:variable name="code" select="$response/code[normalize-space()] ! normalize-space(.)"/>
    <xsl:variable name="row" select="hub:lookup('answer', $code)"/>
    <xsl:sequence select="map{
      'result': if (exists($row)) then $row?result else if (exists($code)) then 'REFUSED' else 'UNKNOWN',
      'foreignNo': $response/TaskNum[normalize-space()] ! string(.),
      'code': ($code, 'UNREADABLE')[1],
      'message': ($response/message[normalize-space()] ! string(.), $row?word, '未登记的应答代码')[1]
    }"/>
  </xsl:function>

  <!-- 错在请求的,重发也没有用;错在对方的,说不清收下没有 -->
  <xsl:function name="own:fault" as="map(*)">
    <xsl:param name="fault" as="element()"/>
    <xsl:sequence select="map{
      'result': if (contains($fault/*:faultcode, 'Client')) then 'REFUSED' else 'UNKNOWN',
      'foreignNo': (),
      'code': 'FAULT',
      'message': string($fault/*:faultstring)
    }"/>
  </xsl:function>
</xsl:stylesheet>
