<!-- 派遣与之后的操作。举报走submitReport,其余走submitComplaint;举报不写诉求人 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="input" as="xs:string"/>
  <xsl:variable name="message" select="parse-json($input)" as="map(*)"/>

  <xsl:template name="main">
    <xsl:variable name="report" select="$message?caseType = '举报'"/>
    <xsl:variable name="decision" select="$message?operation = ('RETURN', 'EXTENSION', 'SUSPENSION')"/>
    <xsl:element name="{if ($report) then 'submitReport' else 'submitComplaint'}" namespace="urn:12315:v2">
      <xsl:element name="externalId" namespace="urn:12315:v2"><xsl:value-of select="$message?taskNo"/></xsl:element>
      <xsl:element name="requestId" namespace="urn:12315:v2"><xsl:value-of select="$message?operationKey"/></xsl:element>
      <xsl:element name="action" namespace="urn:12315:v2"><xsl:value-of select="$message?operation"/></xsl:element>
      <xsl:element name="time" namespace="urn:12315:v2"><xsl:value-of select="$message?writtenAt"/></xsl:element>
      <xsl:choose>
        <xsl:when test="$message?operation = 'DISPATCH'">
          <xsl:sequence select="
            own:field('level', hub:lookup('urgency', $message?urgency)?level),
            own:field('subject', $message?title),
            own:field('content', $message?content),
            own:field('itemCode', $message?item?code),
            own:field('address', $message?location?address),
            if ($report) then () else (
              own:field('consumer', $message?petitioner?display),
              own:field('contact', $message?petitioner?contact)),
            own:field('acceptBefore', $message?clock?signDue),
            own:field('finishBefore', $message?clock?disposeDue)"/>
          <!-- 照片随信封另成一部分(MTOM) -->
          <xsl:for-each select="$message?attachments?*[?sm3]">
            <xsl:element name="photo" namespace="urn:12315:v2">
              <xsl:element name="name" namespace="urn:12315:v2"><xsl:value-of select="?name"/></xsl:element>
              <xsl:element name="content" namespace="urn:12315:v2">
                <xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:{?sm3}"/>
              </xsl:element>
            </xsl:element>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="
            if ($decision) then own:field('granted', string($message?detail?granted = true())) else (),
            own:field('content', ($message?detail?text, $message?detail?reason)[1]),
            own:field('finishBefore', ($message?detail?extendedTo, $message?clock?disposeDue)[1])"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- 没有值的字段不写,免得对方当作空值 -->
  <xsl:function name="own:field" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:if test="exists($value)">
      <xsl:element name="{$name}" namespace="urn:12315:v2"><xsl:value-of select="$value"/></xsl:element>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
