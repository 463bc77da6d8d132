<!-- 派遣之后的操作:催办、补充、撤回、重办与对申请的批复。OperationNo重发时不变,城管据此去重。 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:import href="envelope.xsl"/>

  <xsl:template name="main">
    <xsl:variable name="deciding" select="$message?operation = ('RETURN', 'EXTENSION', 'SUSPENSION')"/>
    <xsl:variable name="request" as="element(request)">
      <request>
        <operation type="{$message?operation}">
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'SrcTaskNum'"/>
            <xsl:with-param name="value" select="$message?taskNo"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'OperationNo'"/>
            <xsl:with-param name="value" select="$message?operationKey"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'OperationTime'"/>
            <xsl:with-param name="value" select="own:time($message?sentAt)"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'Text'"/>
            <xsl:with-param name="value" select="($message?detail?text, $message?detail?reason)[1]"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'approved'"/>
            <xsl:with-param name="value" select="if ($deciding) then (if ($message?detail?granted) then '1' else '0') else ()"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'Reason'"/>
            <xsl:with-param name="value" select="$message?detail?reason"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'ExtendedTo'"/>
            <xsl:with-param name="value" select="own:time($message?detail?extendedTo)"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'DisposeLimit'"/>
            <xsl:with-param name="value" select="own:time($message?clock?disposeDue)"/>
          </xsl:call-template>
        </operation>
      </request>
    </xsl:variable>
    <xsl:call-template name="process">
      <xsl:with-param name="request" select="$request"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
