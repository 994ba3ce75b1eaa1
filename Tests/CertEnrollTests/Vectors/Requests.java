import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cmc.PKIData;
import org.bouncycastle.asn1.cmc.TaggedRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** Reads requests and verifies their signatures: PKCS10 PKCS7 CMC. */
public class Requests {
    static final BouncyCastleProvider BC = new BouncyCastleProvider();

    public static void main(String[] files) throws Exception {
        byte[] pkcs10 = Files.readAllBytes(Path.of(files[0]));
        PKCS10CertificationRequest request = new PKCS10CertificationRequest(pkcs10);
        System.out.println("pkcs10: " + request.getSubject() + " " + isValid(request));
        byte[] content = verified("pkcs7", Files.readAllBytes(Path.of(files[1])), request.getSubjectPublicKeyInfo());
        System.out.println("pkcs7 content: " + Arrays.equals(content, pkcs10));
        byte[] bytes = verified("cmc", Files.readAllBytes(Path.of(files[2])), request.getSubjectPublicKeyInfo());
        PKIData data = PKIData.getInstance(bytes);
        System.out.println("controls: " + data.getControlSequence().length);
        for (TaggedRequest tagged : data.getReqSequence()) {
            ASN1Sequence parts = ASN1Sequence.getInstance(tagged.getValue().toASN1Primitive());
            PKCS10CertificationRequest inner = new PKCS10CertificationRequest(CertificationRequest.getInstance(parts.getObjectAt(1)));
            System.out.println("request: " + inner.getSubject() + " " + isValid(inner));
        }
        System.out.println("again: " + Arrays.equals(data.getEncoded("DER"), bytes));
    }

    static boolean isValid(PKCS10CertificationRequest request) throws Exception {
        return request.isSignatureValid(new JcaContentVerifierProviderBuilder().setProvider(BC).build(request.getSubjectPublicKeyInfo()));
    }

    /** Every signer is a certificate of the message, or the key of the request. */
    static byte[] verified(String name, byte[] bytes, SubjectPublicKeyInfo key) throws Exception {
        CMSSignedData message = new CMSSignedData(bytes);
        JcaSimpleSignerInfoVerifierBuilder builder = new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC);
        List<String> lines = new ArrayList<>();
        for (SignerInformation signer : message.getSignerInfos()) {
            boolean isKnown = false;
            for (Object found : message.getCertificates().getMatches(signer.getSID())) {
                X509CertificateHolder certificate = (X509CertificateHolder) found;
                isKnown = true;
                lines.add(name + ": " + certificate.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue() + " "
                    + signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC).build(
                        new JcaPEMKeyConverter().setProvider(BC).getPublicKey(certificate.getSubjectPublicKeyInfo()))));
            }
            if (!isKnown) {
                lines.add(name + ": key " + signer.verify(builder.build(new JcaPEMKeyConverter().setProvider(BC).getPublicKey(key))));
            }
        }
        lines.sort(String::compareTo);
        lines.forEach(System.out::println);
        return (byte[]) message.getSignedContent().getContent();
    }
}
