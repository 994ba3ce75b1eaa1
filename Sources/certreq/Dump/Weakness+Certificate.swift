import Foundation
import PKICrypto
import PKIFormats

extension Weakness {
    static func of(_ certificate: Certificate) -> [Weakness] {
        of(certificate.signatureAlgorithm, in: "the signature") + of(certificate.subjectPublicKeyInfo) + ofBody(certificate)
            + ofValidity(certificate) + ofExtensions(certificate)
    }

    private static func ofBody(_ certificate: Certificate) -> [Weakness] {
        var found: [Weakness] = []
        if certificate.version < 3 {
            found.append(
                Weakness(
                    code: "v\(certificate.version)",
                    sentence: "the certificate is of version \(certificate.version), which cannot contain extensions"
                )
            )
            if !certificate.extensions.isEmpty {
                found.append(Weakness(code: "version", sentence: "extensions need version 3 (RFC 5280 §4.1.2.9)"))
            }
        }
        let serial = certificate.serialNumber
        if serial.count > 20 {
            found.append(
                Weakness(code: "long-serial", sentence: "the serial number has \(serial.count) octets; RFC 5280 §4.1.2.2 allows 20")
            )
        }
        if let first = serial.first, first & 0x80 != 0 {
            found.append(Weakness(code: "negative-serial", sentence: "the serial number is negative (RFC 5280 §4.1.2.2)"))
        } else if serial.allSatisfy({ $0 == 0 }) {
            found.append(Weakness(code: "zero-serial", sentence: "the serial number is zero (RFC 5280 §4.1.2.2)"))
        }
        if certificate.signatureAlgorithm != certificate.innerSignatureAlgorithm {
            found.append(
                Weakness(
                    code: "algorithm-mismatch",
                    sentence: "the signature algorithm outside (\(certificate.signatureAlgorithm.name)) differs from the signed one "
                        + "(\(certificate.innerSignatureAlgorithm.name))"
                )
            )
        }
        if certificate.issuer.isEmpty { found.append(Weakness(code: "empty-issuer", sentence: "the issuer's name is empty")) }
        return found
    }

    private static func ofValidity(_ certificate: Certificate) -> [Weakness] {
        var found: [Weakness] = []
        let days = certificate.notAfter.timeIntervalSince(certificate.notBefore) / 86_400
        let isCA = certificate.basicConstraints?.isCA ?? false
        let isServer = certificate.extendedKeyUsage?.purposes.contains(OID.KeyPurpose.serverAuth) ?? false
        if days < 0 {
            found.append(Weakness(code: "validity-order", sentence: "the validity ends before it begins"))
        } else if !isCA, isServer, days > 398 {
            found.append(
                Weakness(
                    code: "long-validity",
                    sentence: "it is valid for \(Int(days)) days; browsers take servers' certificates up to 398"
                )
            )
        } else if !isCA, days > 3 * 366 + 30 {
            found.append(
                Weakness(code: "long-validity", sentence: "it is valid for \(Int(days)) days, more than three years, but not a CA's")
            )
        } else if days > 25 * 366 {
            found.append(Weakness(code: "long-validity", sentence: "it is valid for \(Int(days / 365)) years"))
        }
        if certificate.notAfter < Date() {
            found.append(Weakness(code: "expired", sentence: "it is no longer valid: \(FieldValue.iso8601(certificate.notAfter))"))
        } else if certificate.notBefore > Date() {
            found.append(Weakness(code: "not-yet-valid", sentence: "it is not valid yet: \(FieldValue.iso8601(certificate.notBefore))"))
        }
        return found
    }

    private static func ofExtensions(_ certificate: Certificate) -> [Weakness] {
        var found = ofExtensions(certificate.extensions)
        let constraints = certificate.extension(OID.Extensions.basicConstraints)
        let isCA = certificate.basicConstraints?.isCA ?? false
        if isCA, constraints?.critical == false {
            found.append(Weakness(code: "ca-not-critical", sentence: "basicConstraints of a CA is not critical (RFC 5280 §4.2.1.9)"))
        }
        if certificate.keyUsage == [] {
            found.append(
                Weakness(code: "empty-key-usage", sentence: "keyUsage allows nothing; at least one bit has to be set (RFC 5280 §4.2.1.3)")
            )
        }
        if let usage = certificate.keyUsage {
            if isCA, !usage.contains(.keyCertSign) {
                found.append(Weakness(code: "ca-key-usage", sentence: "a CA's keyUsage lacks keyCertSign"))
            } else if !isCA, usage.contains(.keyCertSign) {
                found.append(
                    Weakness(code: "ca-key-usage", sentence: "keyUsage has keyCertSign, but basicConstraints does not make it a CA")
                )
            }
        } else if isCA {
            found.append(Weakness(code: "ca-key-usage", sentence: "a CA's certificate has no keyUsage (RFC 5280 §4.2.1.3)"))
        }
        let alternatives = certificate.extension(OID.Extensions.subjectAlternativeName)
        if alternatives == nil, certificate.extendedKeyUsage?.purposes.contains(OID.KeyPurpose.serverAuth) ?? false {
            found.append(
                Weakness(code: "no-san", sentence: "it is for serverAuth and has no subjectAlternativeName; clients ignore the common name")
            )
        }
        if certificate.subject.isEmpty, !isCA, !(alternatives?.critical ?? false) {
            found.append(
                Weakness(code: "empty-subject", sentence: "the subject is empty, and no critical subjectAlternativeName replaces it")
            )
        }
        return found
    }

    /// Rules for extensions in any structure.
    static func ofExtensions(_ extensions: [CertificateExtension]) -> [Weakness] {
        var found: [Weakness] = []
        var seen: Set<OID> = []
        for item in extensions {
            if !seen.insert(item.oid).inserted {
                found.append(
                    Weakness(code: "duplicate-extension", sentence: "the extension \(item.oid.nameOrDotted) occurs more than once")
                )
            }
            if item.critical, item.oid.name == nil {
                found.append(
                    Weakness(
                        code: "unknown-critical",
                        sentence: "the critical extension \(item.oid.dotted) is unknown, so relying parties must refuse this"
                    )
                )
            }
        }
        return found
    }
}
