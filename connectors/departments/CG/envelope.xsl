<!-- 城管的接口只有一个操作process,真正的请求是字符串里的XML -->
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

  <!-- 没有值的字段不写,免得对方当作空值或零 -->
  <xsl:template name="field">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:if test="exists($value)">
      <xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template name="process">
    <xsl:param name="request" as="element(request)"/>
    <xsl:variable name="text"
        select="serialize($request, map{'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})"/>
    <rec:process xmlns:rec="http://receive.szcg.local/"
        xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
        xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
      <requestXml xsi:type="soapenc:string">
        <xsl:value-of select="'&lt;?xml version=''1.0'' encoding=''utf-8''?>' || $text"/>
      </requestXml>
    </rec:process>
  </xsl:template>
</xsl:stylesheet>
