import PKICrypto
import PKIFormats

/// Messages that none of the installed programs makes.
enum MessageVectors {
    /// A PKIData with one PKCS #10 request, without a message around it.
    static var pkiDataWithRequest: [UInt8] {
        get throws {
            let key = try PrivateKey(generating: .p256)
            let info = CertificationRequestInfo(
                subject: .of([(OID.commonName, "inside")]), subjectPublicKeyInfo: key.publicKey)
            let body = info.derEncoded()
            let signature = try key.signNow(body) ?? []
            let request = try CertificationRequest(
                derEncoded: CertificationRequestInfo.assemble(
                    info: body, algorithm: key.defaultSignatureAlgorithm, signature: signature))
            return PKIData(requests: [.certificationRequest(bodyPartID: 1, request)]).derEncoded
        }
    }
}
