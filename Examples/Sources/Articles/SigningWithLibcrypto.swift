import OpenSSLKeys
import PKICrypto
import PKIFormats

func rootRequest() async throws -> [UInt8] {
    let key = PrivateKey(custom: try OpenSSLRSAKey.generate(bits: 4096))
    let info = CertificationRequestInfo(
        subject: .of([(.commonName, "Example Root CA")]),
        subjectPublicKeyInfo: key.publicKey
    ).derEncoded()
    let algorithm = key.defaultSignatureAlgorithm
    let signature = try await key.sign(info, using: algorithm)
    return CertificationRequestInfo.assemble(info: info, algorithm: algorithm, signature: signature)
}

func keys(of pfx: [UInt8], password: String) throws -> PKCS12 {
    try PKCS12(pfx: pfx, password: FilePassword(password), legacy: Legacy())
}
