package org.liandong.security;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import org.apache.wss4j.common.cache.MemoryReplayCache;
import org.apache.wss4j.common.cache.ReplayCache;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.WSTimeSource;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.apache.wss4j.dom.message.WSSecUsernameToken;
import org.jspecify.annotations.Nullable;
import org.liandong.soap.Envelope;
import org.xml.sax.SAXException;

/**
 * UsernameTokens of WS-Security in the header of a SOAP envelope: password digest over nonce, time and password, together with
 * a timestamp. Safe for any thread.
 */
final class UsernameTokens {
    private final Credentials credentials;
    private final Duration tolerance;
    private final WSTimeSource time;
    private final ReplayCache nonces = new MemoryReplayCache();

    UsernameTokens(Credentials credentials, Clock clock, Duration tolerance) {
        this.credentials = credentials;
        this.tolerance = tolerance;
        this.time = new WSTimeSource() {
            @Override
            public Instant now() {
                return clock.instant();
            }
        };
    }

    String write(String envelope, String user, String password) {
        try {
            Envelope written = Envelope.parse(envelope);
            WSSecHeader header = new WSSecHeader(written.document());
            header.insertSecurityHeader();
            WSSecTimestamp stamp = new WSSecTimestamp(header);
            stamp.setWsTimeSource(time);
            stamp.setTimeToLive((int) tolerance.toSeconds());
            stamp.build();
            WSSecUsernameToken token = new WSSecUsernameToken(header);
            token.setWsTimeSource(time);
            token.setPasswordType(WSConstants.PASSWORD_DIGEST);
            token.setUserInfo(user, password);
            token.build();
            return written.text();
        } catch (WSSecurityException | SAXException e) {
            throw new IllegalStateException("SOAP信封写不进UsernameToken: " + e.getMessage(), e);
        }
    }

    String read(String envelope) throws SenderProof.Unproven {
        try {
            RequestData request = new RequestData();
            WSSConfig configuration = WSSConfig.getNewInstance();
            configuration.setCurrentTime(time);
            request.setWssConfig(configuration);
            request.setCallbackHandler(this::password);
            request.setNonceReplayCache(nonces);
            request.setUtTTL((int) tolerance.toSeconds());
            request.setUtFutureTTL((int) tolerance.toSeconds());
            request.setTimeStampTTL((int) tolerance.toSeconds());
            request.setTimeStampFutureTTL((int) tolerance.toSeconds());
            request.setRequiredPasswordType(WSConstants.PASSWORD_DIGEST);
            @Nullable
            WSHandlerResult result = new WSSecurityEngine()
                    .processSecurityHeader(Envelope.parse(envelope).document(), request);
            if (result != null) {
                for (WSSecurityEngineResult one : result.getResults()) {
                    if (Integer.valueOf(WSConstants.UT).equals(one.get(WSSecurityEngineResult.TAG_ACTION))) {
                        return Objects.requireNonNull((Principal) one.get(WSSecurityEngineResult.TAG_PRINCIPAL))
                                .getName();
                    }
                }
            }
        } catch (WSSecurityException e) {
            // what exactly is wrong is for the log of whoever tests, not for whoever guesses
            throw new SenderProof.Unproven(
                    "TOKEN_WRONG", "wsse:UsernameToken", "账号、口令摘要或时间不符,或该nonce用过:请核对密钥与时钟,每次用新的nonce");
        } catch (SAXException e) {
            throw new SenderProof.Unproven("NOT_XML", "body", "报文不是合法的XML,无法验明发送方");
        }
        throw new SenderProof.Unproven("PROOF_MISSING", "wsse:UsernameToken", "信封缺少wsse:UsernameToken,请按接口说明填写");
    }

    private void password(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof WSPasswordCallback asked
                    && asked.getUsage() == WSPasswordCallback.USERNAME_TOKEN
                    && credentials.knows(asked.getIdentifier())) {
                asked.setPassword(credentials.secret(asked.getIdentifier()));
            }
        }
    }
}
