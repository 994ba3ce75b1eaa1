import ArgumentParser
import CAInterface

/// The settings of the OCSP responder, for `chancery authority set`.
struct OCSPOptions: ParsableArguments {
    enum Mode: String, CaseIterable, ExpressibleByArgument {
        case onDemand = "on-demand"
        case preProduced = "pre-produced"

        var setting: OCSPSettings.Mode { self == .onDemand ? .onDemand : .preProduced }
    }

    enum NeverIssued: String, CaseIterable, ExpressibleByArgument { case unknown, revoked }
    enum SignerKey: String, CaseIterable, ExpressibleByArgument { case p256, p384, rsa2048, rsa3072 }

    @Option(name: .customLong("ocsp"), help: "on or off: whether new certificates name the OCSP responder at the public address.")
    var inCertificates: AuthorityCommand.Set.Switch?
    @Option(name: .customLong("ocsp-mode"), help: "on-demand, or pre-produced: whether answers are signed before somebody asks.")
    var mode: Mode?
    @Option(name: .customLong("ocsp-validity"), help: "How long an OCSP answer is valid.") var validity: AuthorityCommand.Duration?
    @Option(name: .customLong("ocsp-never-issued"), help: "unknown or revoked: what is said of serial numbers that the CA never gave.")
    var neverIssued: NeverIssued?
    @Option(name: .customLong("ocsp-signer-key"), help: "The key of the delegated signer.") var signerKey: SignerKey?
    @Option(name: .customLong("ocsp-signer-validity"), help: "How long the certificate of a delegated signer is valid.")
    var signerValidity: AuthorityCommand.Duration?
    @Option(name: .customLong("ocsp-ca-key"), help: "on or off: whether the CA's own key signs while there is no delegated signer.")
    var authorityKeySigns: AuthorityCommand.Set.Switch?
    @Option(
        name: .customLong("ocsp-archive"),
        help: "How long after its end the status of a certificate can be relied on, in seconds; 0 leaves it out of the answers."
    )
    var archiveSeconds: Int?

    /// nil when no option was given.
    var update: OCSPSettingsUpdate? {
        let update = OCSPSettingsUpdate(
            inCertificates: inCertificates.map { $0 == .on },
            mode: mode?.setting,
            validitySeconds: validity?.seconds,
            neverIssued: neverIssued.flatMap { OCSPSettings.NeverIssued(rawValue: $0.rawValue) },
            signerKey: signerKey.flatMap { OCSPSettings.SignerKey(rawValue: $0.rawValue) },
            signerValiditySeconds: signerValidity?.seconds,
            authorityKeySigns: authorityKeySigns.map { $0 == .on },
            archiveSeconds: archiveSeconds
        )
        return update == OCSPSettingsUpdate() ? nil : update
    }

    static func rows(of settings: OCSPSettings) -> [[String]] {
        [
            ["OCSP responder in new certificates", settings.inCertificates ? "on" : "off"],
            ["OCSP answers", settings.mode == .onDemand ? "on demand" : "pre-produced"],
            ["OCSP answer validity", "\(settings.validitySeconds) s"], ["OCSP for numbers never issued", settings.neverIssued.rawValue],
            ["OCSP signer key", settings.signerKey.rawValue], ["OCSP signer validity", "\(settings.signerValiditySeconds) s"],
            ["OCSP signed by the CA key", settings.authorityKeySigns ? "where there is no signer" : "never"],
            ["OCSP archive cutoff", settings.archiveSeconds == 0 ? "none" : "\(settings.archiveSeconds) s"],
        ]
    }
}
