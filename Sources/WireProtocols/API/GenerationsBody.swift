package import CAInterface
import PKIFormats

/// `GET …/generations`.
package struct GenerationsBody: Hashable, Sendable, Codable {
    package struct Generation: Hashable, Sendable, Codable {
        package var index: Int
        package var key: Int
        /// PEM.
        package var certificate: String
        package var serial: String
        package var notBefore: String
        package var notAfter: String
        package var keyAlgorithm: String
        package var signatureAlgorithm: String
        package var keyIsOpen: Bool
        package var certificateAddress: String
        package var listAddress: String
        package var warning: String?
    }

    package struct Waiting: Hashable, Sendable, Codable {
        package var began: String
        package var newKey: Bool
        /// PEM.
        package var request: String?
    }

    package var generations: [Generation]
    package var waiting: Waiting?

    package init(_ all: AuthorityGenerations) {
        generations = all.generations.map {
            Generation(
                index: $0.index,
                key: $0.key,
                certificate: PEMDocument(label: "CERTIFICATE", bytes: $0.certificate).text,
                serial: $0.serial,
                notBefore: WireDate.text($0.notBefore),
                notAfter: WireDate.text($0.notAfter),
                keyAlgorithm: $0.keyAlgorithm,
                signatureAlgorithm: $0.signatureAlgorithm,
                keyIsOpen: $0.keyIsOpen,
                certificateAddress: $0.certificateAddress,
                listAddress: $0.listAddress,
                warning: $0.warning
            )
        }
        waiting = all.waiting.map {
            Waiting(
                began: WireDate.text($0.began),
                newKey: $0.newKey,
                request: $0.request.map { PEMDocument(label: "CERTIFICATE REQUEST", bytes: $0).text }
            )
        }
    }
}
