<!-- 12315系统报来的进展 -->
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
    <xsl:variable name="progress" select="parse-xml($input)//*:reportProgress"/>
    <xsl:variable name="status" select="own:leaf($progress/*:status)"/>
    <xsl:variable name="kind" select="hub:lookup('event', $status)?kind"/>
    <xsl:sequence select="
      if (exists($kind)) then own:outcome($kind, $progress)
      else map{'kind': 'unknown', 'code': 'status=' || $status}"/>
  </xsl:template>

  <xsl:function name="own:outcome" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="progress" as="element()"/>
    <xsl:variable name="asking" select="$kind = ('return', 'extension', 'suspension')"/>
    <xsl:variable name="reason" select="hub:lookup('reason', own:leaf($progress/*:reason))?canonical"/>
    <xsl:variable name="resolved" select="hub:lookup('resolved', own:leaf($progress/*:mediation))?canonical"/>
    <xsl:sequence select="
      if ($asking and empty($reason)) then map{'kind': 'unknown', 'code': 'reason=' || own:leaf($progress/*:reason)}
      else if ($kind = 'done' and empty($resolved)) then map{'kind': 'unknown', 'code': 'mediation=' || own:leaf($progress/*:mediation)}
      else map{
        'kind': $kind,
        'taskNo': own:leaf($progress/*:externalId),
        'eventNo': own:leaf($progress/*:progressId),
        'time': own:leaf($progress/*:occurredAt),
        'handler': own:leaf($progress/*:officer),
        'signer': if ($kind = 'sign') then own:leaf($progress/*:officer) else (),
        'opinion': own:leaf($progress/*:result),
        'publicReply': own:leaf($progress/*:reply),
        'resolved': if ($kind = 'done') then $resolved else (),
        'reasonCode': if ($asking) then $reason else (),
        'text': own:leaf($progress/*:remark),
        'suggestedDept': own:leaf($progress/*:suggest),
        'amount': own:leaf($progress/*:extendDays),
        'unit': if (own:leaf($progress/*:extendDays)) then 'WD' else (),
        'until': own:leaf($progress/*:reviewOn),
        'firstContactAt': if ($kind = 'contact') then own:leaf($progress/*:occurredAt) else (),
        'foreignNo': own:leaf($progress/*:registerNo),
        'attachments': array{$progress/*:photo ! map{
          'name': own:leaf(*:name),
          'kind': 'EVIDENCE',
          'base64': own:leaf(*:content)
        }},
        'milestones': array{}
      }"/>
  </xsl:function>
</xsl:stylesheet>
