import CAInterface
import Foundation
import PKIFormats
import WireProtocols

extension RoleRow {
    /// The authority below an outside CA, in rows of `life` that need one.
    static let partner = "Partner CA"
    static let further = AuthorityOrder(name: "Further CA", parent: .authority(FrontEndFixture.ca), issues: true)

    static let life: [RoleRow] = [
        RoleRow("generations", .generations, others: "AOUP", path: { _ in .generations(authority: ca) }) {
            _ = try await $0.bound.generations()
        },
        RoleRow("renew", .renewals, "POST", others: "A", path: { _ in .renewals(authority: ca) }, body: { _ in #"{"newKey":true}"# }) {
            _ = try await $0.bound.renew(RenewalOrder(newKey: true))
        },
        RoleRow("discardRenewal", .renewals, "DELETE", others: "A", path: { _ in .renewals(authority: partner) }) {
            try await $0.authorities.authority(named: partner, for: $0.caller).discardRenewal()
        },
        RoleRow(
            "installCertificate",
            .authorityCertificate,
            "POST",
            others: "A",
            path: { _ in .authorityCertificate(authority: partner) },
            body: { text in #"{"certificates":["# + text.chain.map { "\"\(Base64.encode($0))\"" }.joined(separator: ",") + "]}" }
        ) {
            _ = try await $0.authorities.authority(named: partner, for: $0.caller)
                .installCertificate(AuthorityCertificates(certificates: $0.chain))
        },
        RoleRow(
            "addAuthority",
            .authorities,
            "POST",
            others: "A",
            path: { _ in .authorities },
            body: { _ in #"{"kind":"subordinate","name":"Further CA","parent":"Chancery Issuing CA"}"# }
        ) {
            _ = try await $0.authorities.addAuthority(further, for: $0.caller)
        },
    ]
}
