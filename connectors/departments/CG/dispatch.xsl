<!-- 派遣到城管 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:hub="urn:liandong:connector" xmlns:own="urn:own"
    exclude-result-prefixes="#all">
  <xsl:import href="envelope.xsl"/>

  <xsl:template name="main">
    <xsl:variable name="type" select="hub:lookup('eventType', $message?item?code)"/>
    <xsl:variable name="request" as="element(request)">
      <request>
        <params>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'SrcTaskNum'"/>
            <xsl:with-param name="value" select="$message?taskNo"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'Formdate'"/>
            <xsl:with-param name="value" select="own:time($message?clock?dispatchedAt)"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'EventType'"/>
            <xsl:with-param name="value" select="($type?eventType, if ($message?caseType = '部件') then '部件' else '事件')[1]"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'MainType'"/>
            <xsl:with-param name="value" select="$type?mainType"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'SubType'"/>
            <xsl:with-param name="value" select="$type?subType"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'CoordinateX'"/>
            <xsl:with-param name="value" select="$message?location?lng ! format-number(., '0.000000')"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'CoordinateY'"/>
            <xsl:with-param name="value" select="$message?location?lat ! format-number(., '0.000000')"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'Evtaddress'"/>
            <xsl:with-param name="value" select="$message?location?address"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'Evtdescribe'"/>
            <xsl:with-param name="value" select="$message?content"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'Urgency'"/>
            <xsl:with-param name="value" select="hub:lookup('urgency', $message?urgency)?code"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'SignLimit'"/>
            <xsl:with-param name="value" select="own:time($message?clock?signDue)"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'DisposeLimit'"/>
            <xsl:with-param name="value" select="own:time($message?clock?disposeDue)"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'ContactMode'"/>
            <xsl:with-param name="value" select="$message?petitioner?contactMode"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'reportName'"/>
            <xsl:with-param name="value" select="$message?petitioner?display"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name" select="'reportContact'"/>
            <xsl:with-param name="value" select="$message?petitioner?contact"/>
          </xsl:call-template>
        </params>
      </request>
    </xsl:variable>
    <xsl:call-template name="process">
      <xsl:with-param name="request" select="$request"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
