<!-- 平台的应答:成功只看ERRCD;认不出的说不清收下没有 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" exclude-result-prefixes="#all">
  <xsl:output method="json" indent="no"/>
  <xsl:param name="input" as="xs:string"/>

  <xsl:template name="main">
    <xsl:variable name="answer" select="parse-xml($input)"/>
    <xsl:variable name="code" select="$answer//*:ERRCD[normalize-space()][1] ! normalize-space(.)"/>
    <xsl:variable name="row" select="hub:lookup('answer', $code)"/>
    <xsl:sequence select="map{
      'result': if (exists($row)) then $row?result else if (exists($code)) then 'REFUSED' else 'UNKNOWN',
      'foreignNo': (),
      'code': ($code, 'FAULT'[$answer//*:faultstring], 'UNREADABLE')[1],
      'message': ($answer//*:RESXML[normalize-space()], $answer//*:faultstring, $row?word, '应答无法识别')[1] ! string(.)
    }"/>
  </xsl:template>
</xsl:stylesheet>
