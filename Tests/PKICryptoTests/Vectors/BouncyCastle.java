import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cmc.BodyPartID;
import org.bouncycastle.asn1.cmc.CMCObjectIdentifiers;
import org.bouncycastle.asn1.cmc.CMCStatus;
import org.bouncycastle.asn1.cmc.CMCStatusInfoBuilder;
import org.bouncycastle.asn1.cmc.OtherMsg;
import org.bouncycastle.asn1.cmc.PKIData;
import org.bouncycastle.asn1.cmc.PKIResponse;
import org.bouncycastle.asn1.cmc.TaggedAttribute;
import org.bouncycastle.asn1.cmc.TaggedCertificationRequest;
import org.bouncycastle.asn1.cmc.TaggedContentInfo;
import org.bouncycastle.asn1.cmc.TaggedRequest;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IetfAttrSyntax;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.RoleSyntax;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Target;
import org.bouncycastle.asn1.x509.TargetInformation;
import org.bouncycastle.asn1.x509.Targets;
import org.bouncycastle.cert.AttributeCertificateHolder;
import org.bouncycastle.cert.AttributeCertificateIssuer;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2AttributeCertificateBuilder;
import org.bouncycastle.cert.crmf.CertificateRequestMessage;
import org.bouncycastle.cert.crmf.CertificateRequestMessageBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthenticatedData;
import org.bouncycastle.cms.CMSAuthenticatedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceCMSMacCalculatorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthenticatedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/**
 * Bouncy Castle as a judge: makes structures and says what it reads in ours. The first argument is what to do, the others are files in the
 * working directory; keys are PKCS #8, all files DER. What it finds goes to standard output, a fault ends it with a trace.
 */
@SuppressWarnings("unchecked")
public class BouncyCastle {
    static final Provider BC = new BouncyCastleProvider();
    static final HexFormat HEX = HexFormat.of();
    static final ASN1ObjectIdentifier ROLE = new ASN1ObjectIdentifier("2.5.4.72");
    static final ASN1ObjectIdentifier GROUP = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.10.4");

    public static void main(String[] arguments) throws Exception {
        String[] files = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case "make-attribute-certificate" -> makeAttributeCertificate(files);
            case "show-attribute-certificate" -> showAttributeCertificate(files);
            case "make-authenticated" -> makeAuthenticated(files);
            case "open-authenticated" -> openAuthenticated(files);
            case "make-signed" -> makeSigned(files);
            case "show-signed" -> showSigned(files);
            case "make-key" -> makeKey(files);
            case "show-key" -> showKey(files);
            case "make-requests" -> makeRequests(files);
            case "make-enrollment" -> makeEnrollment(files);
            case "show-enrollment" -> showEnrollment(files);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    // Attribute certificates

    /** KEY ISSUER HOLDER OUT */
    static void makeAttributeCertificate(String[] files) throws Exception {
        X509CertificateHolder issuer = certificate(files[1]);
        X509v2AttributeCertificateBuilder builder = new X509v2AttributeCertificateBuilder(
            new AttributeCertificateHolder(certificate(files[2])), new AttributeCertificateIssuer(issuer.getSubject()),
            new BigInteger("8877665544332211", 16), new Date(1_700_000_000_000L), new Date(2_500_000_000_000L));
        builder.addAttribute(ROLE, new RoleSyntax(
            new GeneralNames(new GeneralName(GeneralName.dNSName, "roles.example")),
            new GeneralName(GeneralName.uniformResourceIdentifier, "urn:example:auditor")));
        // Without a policyAuthority: version 1.72 writes its tag as an explicit one, which it does not read itself.
        builder.addAttribute(GROUP, IetfAttrSyntax.getInstance(new DERSequence(
            new DERSequence(new ASN1Encodable[] { new DERUTF8String("readers"), new DERUTF8String("writers") }))));
        builder.addExtension(Extension.targetInformation, true, new TargetInformation(new Targets(new Target[] {
            new Target(Target.targetName, new GeneralName(GeneralName.dNSName, "service.example")),
            new Target(Target.targetGroup, new GeneralName(GeneralName.dNSName, "services.example")) })));
        builder.addExtension(Extension.auditIdentity, true, new DEROctetString(new byte[] { 1, 2, 3 }));
        builder.addExtension(Extension.noRevAvail, false, DERNull.INSTANCE);
        write(files[3], builder.build(signer(files[0], issuer)).getEncoded());
    }

    /** CERTIFICATE ISSUER HOLDER */
    static void showAttributeCertificate(String[] files) throws Exception {
        X509AttributeCertificateHolder certificate = new X509AttributeCertificateHolder(read(files[0]));
        say("signature", certificate.isSignatureValid(verifier(files[1])));
        say("holder", certificate.getHolder().match(certificate(files[2])));
        say("issuer", certificate.getIssuer().getNames()[0]);
        say("serial", certificate.getSerialNumber().toString(16));
        say("validity", certificate.getNotBefore().getTime() / 1000 + " " + certificate.getNotAfter().getTime() / 1000);
        for (Attribute attribute : certificate.getAttributes(ROLE)) {
            say("role", RoleSyntax.getInstance(attribute.getAttrValues().getObjectAt(0)).getRoleNameAsString());
        }
        for (Attribute attribute : certificate.getAttributes(GROUP)) {
            IetfAttrSyntax groups = IetfAttrSyntax.getInstance(attribute.getAttrValues().getObjectAt(0));
            if (groups.getPolicyAuthority() != null) say("authority", groups.getPolicyAuthority().getNames()[0].getName());
            say("groups", Arrays.toString(groups.getValues()));
        }
        Extension extension = certificate.getExtension(Extension.targetInformation);
        if (extension != null) {
            for (Targets targets : TargetInformation.getInstance(extension.getParsedValue()).getTargetsObjects()) {
                for (Target target : targets.getTargets()) {
                    boolean isName = target.getTargetName() != null;
                    say(isName ? "target" : "target group", (isName ? target.getTargetName() : target.getTargetGroup()).getName());
                }
            }
        }
        say("extensions", Arrays.toString(certificate.getExtensions().getExtensionOIDs()));
        say("again", Arrays.equals(certificate.toASN1Structure().getEncoded("DER"), read(files[0])));
    }

    // AuthenticatedData

    /** CONTENT RECIPIENT OUT */
    static void makeAuthenticated(String[] files) throws Exception {
        CMSAuthenticatedDataGenerator generator = new CMSAuthenticatedDataGenerator();
        generator.addRecipientInfoGenerator(
            new JceKeyTransRecipientInfoGenerator(
                new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter().setProvider(BC).getCertificate(certificate(files[1])))
                .setProvider(BC));
        DigestCalculator digest = new JcaDigestCalculatorProviderBuilder().setProvider(BC).build()
            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
        CMSAuthenticatedData message = generator.generate(
            new CMSProcessableByteArray(read(files[0])),
            new JceCMSMacCalculatorBuilder(PKCSObjectIdentifiers.id_hmacWithSHA256).setProvider(BC).build(), digest);
        write(files[2], message.toASN1Structure().getEncoded("DER"));
    }

    /** MESSAGE KEY */
    static void openAuthenticated(String[] files) throws Exception {
        CMSAuthenticatedData message = new CMSAuthenticatedData(
            read(files[0]), new JcaDigestCalculatorProviderBuilder().setProvider(BC).build());
        for (RecipientInformation recipient : message.getRecipientInfos().getRecipients()) {
            byte[] content = recipient.getContent(new JceKeyTransAuthenticatedRecipient(key(files[1])).setProvider(BC));
            say("content", HEX.formatHex(content));
            say("mac", Arrays.equals(recipient.getMac(), message.getMac()));
            say("digest", Arrays.equals(recipient.getContentDigest(), message.getContentDigest()));
        }
    }

    // SignedData

    /** KEY CERTIFICATE CONTENT ATTRIBUTE-CERTIFICATE OCSP-RESPONSE CRL OUT */
    static void makeSigned(String[] files) throws Exception {
        X509CertificateHolder certificate = certificate(files[1]);
        CMSSignedDataGenerator generator = signedData(files[0], certificate);
        generator.addCertificate(certificate);
        generator.addAttributeCertificate(new X509AttributeCertificateHolder(read(files[3])));
        generator.addOtherRevocationInfo(CMSObjectIdentifiers.id_ri_ocsp_response, OCSPResponse.getInstance(read(files[4])));
        generator.addCRL(new X509CRLHolder(read(files[5])));
        write(files[6], generator.generate(new CMSProcessableByteArray(read(files[2])), true).toASN1Structure().getEncoded("DER"));
    }

    /** MESSAGE */
    static void showSigned(String[] files) throws Exception {
        CMSSignedData message = new CMSSignedData(read(files[0]));
        say("version", message.getVersion());
        Collection<X509CertificateHolder> certificates = message.getCertificates().getMatches(null);
        for (SignerInformation signer : message.getSignerInfos()) {
            for (X509CertificateHolder certificate : certificates) {
                say("signature", signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC).build(certificate)));
            }
        }
        for (X509AttributeCertificateHolder found : message.getAttributeCertificates().getMatches(null)) {
            say("attribute certificate", HEX.formatHex(found.getEncoded()));
        }
        for (Object found : message.getOtherRevocationInfo(CMSObjectIdentifiers.id_ri_ocsp_response).getMatches(null)) {
            say("response", HEX.formatHex(((ASN1Encodable) found).toASN1Primitive().getEncoded("DER")));
        }
        for (X509CRLHolder found : message.getCRLs().getMatches(null)) say("list", HEX.formatHex(found.getEncoded()));
    }

    // OneAsymmetricKey

    /** OUT */
    static void makeKey(String[] files) throws Exception {
        byte[] seed = new byte[32];
        for (int index = 0; index < seed.length; index++) seed[index] = (byte) (index + 1);
        DERSet attributes = new DERSet(new DERSequence(new ASN1Encodable[] {
            PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERSet(new DERUTF8String("mine")) }));
        write(files[0], PrivateKeyInfoFactory.createPrivateKeyInfo(new Ed25519PrivateKeyParameters(seed, 0), attributes).getEncoded("DER"));
    }

    /** KEY */
    static void showKey(String[] files) throws Exception {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(read(files[0]));
        Ed25519PrivateKeyParameters key = (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(info);
        say("version", info.getVersion());
        say("attributes", info.getAttributes().size());
        say("public", HEX.formatHex(info.getPublicKeyData().getOctets()));
        say("derived", HEX.formatHex(key.generatePublicKey().getEncoded()));
        say("again", Arrays.equals(info.getEncoded("DER"), read(files[0])));
    }

    // Requests

    /** KEY PUBLIC-KEY; writes empty.der, twice.der, both.der and indefinite.der */
    static void makeRequests(String[] files) throws Exception {
        SubjectPublicKeyInfo publicKey = SubjectPublicKeyInfo.getInstance(read(files[1]));
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").setProvider(BC).build(key(files[0]));
        X500Name subject = new X500Name("CN=asker,O=Example");
        ExtensionsGenerator usage = new ExtensionsGenerator();
        usage.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        ExtensionsGenerator names = new ExtensionsGenerator();
        names.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, "asker.example")));
        ASN1ObjectIdentifier request = PKCSObjectIdentifiers.pkcs_9_at_extensionRequest;

        PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(subject, publicKey);
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_unstructuredName, new ASN1Encodable[0]);
        write("empty.der", builder.build(signer).getEncoded());

        builder = new PKCS10CertificationRequestBuilder(subject, publicKey);
        builder.addAttribute(request, usage.generate());
        builder.addAttribute(request, names.generate());
        write("twice.der", builder.build(signer).getEncoded());

        builder = new PKCS10CertificationRequestBuilder(subject, publicKey);
        builder.addAttribute(request, new ASN1Encodable[] { usage.generate(), names.generate() });
        write("both.der", builder.build(signer).getEncoded());

        CertificationRequest plain = new PKCS10CertificationRequestBuilder(subject, publicKey).build(signer).toASN1Structure();
        write("indefinite.der", new BERSequence(new ASN1Encodable[] {
            plain.getCertificationRequestInfo(), plain.getSignatureAlgorithm(), plain.getSignature() }).getEncoded());
    }

    /** KEY CERTIFICATE; writes crmf.der (a CertReqMsg), request.der and response.der (CMC messages, signed) */
    static void makeEnrollment(String[] files) throws Exception {
        X509CertificateHolder certificate = certificate(files[1]);
        SubjectPublicKeyInfo publicKey = certificate.getSubjectPublicKeyInfo();
        ContentSigner signer = signer(files[0], certificate);
        CertificateRequestMessage message = new CertificateRequestMessageBuilder(BigInteger.valueOf(77))
            .setSubject(new X500Name("CN=asker,O=Example")).setPublicKey(publicKey)
            .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
            .setProofOfPossessionSigningKeySigner(signer).build();
        write("crmf.der", message.getEncoded());

        PKCS10CertificationRequest request = new PKCS10CertificationRequestBuilder(new X500Name("CN=asker,O=Example"), publicKey)
            .build(signer);
        PKIData data = new PKIData(
            new TaggedAttribute[] {
                new TaggedAttribute(
                    new BodyPartID(2), CMCObjectIdentifiers.id_cmc_senderNonce, new DERSet(new DEROctetString(new byte[] { 9, 8, 7 }))) },
            new TaggedRequest[] { new TaggedRequest(TaggedCertificationRequest.getInstance(
                    new DERSequence(new ASN1Encodable[] { new BodyPartID(1), request.toASN1Structure() }))),
                new TaggedRequest(message.toASN1Structure()) },
            new TaggedContentInfo[0], new OtherMsg[0]);
        write("request.der", wrapped(files[0], certificate, CMCObjectIdentifiers.id_cct_PKIData, data));

        DERSequence response = new DERSequence(new ASN1Encodable[] {
            new DERSequence(new TaggedAttribute(
                new BodyPartID(1), CMCObjectIdentifiers.id_cmc_statusInfo,
                new DERSet(new CMCStatusInfoBuilder(CMCStatus.success, new BodyPartID(1)).setStatusString("done").build()))),
            new DERSequence(), new DERSequence() });
        write("response.der", wrapped(files[0], certificate, CMCObjectIdentifiers.id_cct_PKIResponse, PKIResponse.getInstance(response)));
    }

    /** CRMF REQUEST RESPONSE */
    static void showEnrollment(String[] files) throws Exception {
        CertificateRequestMessage message = new CertificateRequestMessage(read(files[0]));
        say("subject", message.getCertTemplate().getSubject());
        ContentVerifierProvider verifier = new JcaContentVerifierProviderBuilder().setProvider(BC)
            .build(message.getCertTemplate().getPublicKey());
        say("possession", message.isValidSigningKeyPOP(verifier));
        PKIData data = PKIData.getInstance(content(files[1]));
        for (TaggedAttribute control : data.getControlSequence()) say("control", control.getAttrType());
        for (TaggedRequest request : data.getReqSequence()) {
            if (request.getTagNo() != TaggedRequest.TCR) continue;
            ASN1Sequence tagged = ASN1Sequence.getInstance(request.getValue().toASN1Primitive());
            PKCS10CertificationRequest inner = new PKCS10CertificationRequest(CertificationRequest.getInstance(tagged.getObjectAt(1)));
            say("request", inner.getSubject() + " " + inner.isSignatureValid(
                new JcaContentVerifierProviderBuilder().setProvider(BC).build(inner.getSubjectPublicKeyInfo())));
        }
        say("again", Arrays.equals(data.getEncoded("DER"), content(files[1])));
        PKIResponse response = PKIResponse.getInstance(content(files[2]));
        for (int index = 0; index < response.getControlSequence().size(); index++) {
            say("status", TaggedAttribute.getInstance(response.getControlSequence().getObjectAt(index)).getAttrType());
        }
        say("again", Arrays.equals(response.getEncoded("DER"), content(files[2])));
    }

    /** The content of a message whose signatures hold. */
    static byte[] content(String file) throws Exception {
        CMSSignedData message = new CMSSignedData(read(file));
        for (SignerInformation signer : message.getSignerInfos()) {
            for (Object found : message.getCertificates().getMatches(signer.getSID())) {
                X509CertificateHolder certificate = (X509CertificateHolder) found;
                say("signature", signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC).build(certificate)));
            }
        }
        return (byte[]) message.getSignedContent().getContent();
    }

    // Parts

    static byte[] wrapped(String key, X509CertificateHolder certificate, ASN1ObjectIdentifier type, ASN1Encodable content) throws Exception {
        CMSSignedDataGenerator generator = signedData(key, certificate);
        generator.addCertificate(certificate);
        byte[] bytes = content.toASN1Primitive().getEncoded("DER");
        return generator.generate(new CMSProcessableByteArray(type, bytes), true).toASN1Structure().getEncoded("DER");
    }

    static CMSSignedDataGenerator signedData(String key, X509CertificateHolder certificate) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
            new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().setProvider(BC).build())
                .build(signer(key, certificate), certificate));
        return generator;
    }

    static ContentSigner signer(String key, X509CertificateHolder certificate) throws Exception {
        PrivateKey own = key(key);
        return new JcaContentSignerBuilder(own.getAlgorithm().startsWith("EC") ? "SHA256withECDSA" : "SHA256withRSA").setProvider(BC).build(own);
    }

    static ContentVerifierProvider verifier(String certificate) throws Exception {
        return new JcaContentVerifierProviderBuilder().setProvider(BC).build(certificate(certificate));
    }

    static PrivateKey key(String file) throws Exception {
        return new JcaPEMKeyConverter().setProvider(BC).getPrivateKey(PrivateKeyInfo.getInstance(read(file)));
    }

    static X509CertificateHolder certificate(String file) throws Exception {
        return new X509CertificateHolder(read(file));
    }

    static byte[] read(String file) throws Exception {
        return Files.readAllBytes(Path.of(file));
    }

    static void write(String file, byte[] bytes) throws Exception {
        Files.write(Path.of(file), bytes);
    }

    static void say(String what, Object value) {
        System.out.println(what + ": " + value);
    }
}
