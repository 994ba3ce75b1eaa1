import CertificateTemplates
import PKIFormats
import PKITesting

/// pkilint's findings of severity warning and above, for certificates by profile.
struct ProfileFindings {
    var all: [String: [(severity: String, code: String)]] = [:]

    init(_ certificates: [(label: String, profile: LintProfile, octets: [UInt8])]) throws {
        let lines = certificates.map { "\($0.profile.rawValue)\t\($0.label)\t\(Base64.encode($0.octets))" }
        for line in try PythonJudge.run(Self.script, input: lines.joined(separator: "\n")).split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { throw ContractError("pkilint says: \(line)") }
            all[parts[0], default: []].append((parts[1], parts[2]))
        }
    }

    /// Lints lines of profile, label and certificate as `lint_cabf_serverauth_cert lint --detect` and `lint_cabf_smime_cert lint --detect` do. A certificate
    /// without a policy that says its kind is one of the simplest kind.
    private static let script = #"""
        import base64, sys
        from pkilint import finding_filter, loader, validation
        from pkilint.cabf import serverauth, smime
        from pkilint.cabf.serverauth import serverauth_constants
        from pkilint.cabf.smime import smime_constants
        from pkilint.pkix import certificate

        def tls(document):
            try:
                kind = serverauth.determine_certificate_type(document)
            except ValueError:
                kind = None
            if kind not in serverauth_constants.SUBSCRIBER_CERTIFICATE_TYPES:
                kind = serverauth_constants.CertificateType.DV_FINAL_CERTIFICATE
            container = certificate.create_pkix_certificate_validator_container(
                serverauth.create_decoding_validators(), serverauth.create_validators(kind)
            )
            return finding_filter.filter_results(
                serverauth.create_serverauth_finding_filters(kind), container.validate(document.root)
            )[0]

        def mail(document):
            kind = smime.determine_validation_level_and_generation(document) or (
                smime_constants.ValidationLevel.MAILBOX,
                smime_constants.Generation.MULTIPURPOSE,
            )
            return certificate.create_pkix_certificate_validator_container(
                smime.create_decoding_validators(), smime.create_subscriber_validators(*kind)
            ).validate(document.root)

        for line in sys.stdin.read().split("\n"):
            profile, label, encoded = line.split("\t")
            document = loader.RFC5280CertificateDocumentLoader().load_der_document(base64.b64decode(encoded), label)
            for result in (tls if profile == "cabf-tls" else mail)(document):
                for found in result.finding_descriptions:
                    if found.finding.severity <= validation.ValidationFindingSeverity.WARNING:
                        print(label, found.finding.severity.name, found.finding.code, sep="\t")
            print(label, "JUDGED", "", sep="\t")
        """#
}
