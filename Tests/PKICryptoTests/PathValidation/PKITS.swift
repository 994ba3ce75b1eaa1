import Foundation
import PKICrypto
import PKIFormats
import Testing

/// NIST's Public Key Interoperability Test Suite 1.0.1, from the package cryptography-vectors: its certificates and lists, and a table with
/// the expectations of the document "Conformance Testing of Relying Party Client Certificate Path Processing Logic" for each test.
///
/// A case of the table is a line `number name: verdict, settings`, then the certificates from the one below the trust anchor to the last,
/// `|`, and the revocation lists besides the anchor's. Settings: `of 1 2` (initial policy set, in test policies), `explicit`, `no-mapping`,
/// `no-any`. `gives 1 2` are the policies for which the path is valid; the standard is test policy 1.
enum PKITS {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let isValid: Bool
        let settings: [String]
        let certificates: [String]
        let lists: [String]

        var testDescription: String { name }

        /// For example `4.8.1`.
        var number: String { String(name.prefix { $0 != " " }) }

        /// The number, and behind a slash the part when the test has several: `4.8.1/2`.
        var key: String {
            guard let part = name.range(of: " part ") else { return number }
            return number + "/" + name[part.upperBound...]
        }

        func policies(_ keyword: String) -> [String]? {
            guard let setting = settings.first(where: { $0.hasPrefix(keyword + " ") }) else { return nil }
            return setting.split(separator: " ").dropFirst().filter { $0 != "none" }.map { PKITS.policy(String($0)) }
        }

        func options() throws -> PathOptions {
            var options = PathOptions(time: PKITS.time)
            if let policies = policies("of") { options.initialPolicies = Set(try policies.map { try #require(OID(dotted: $0)) }) }
            options.requiresExplicitPolicy = settings.contains("explicit")
            options.inhibitsPolicyMapping = settings.contains("no-mapping")
            options.inhibitsAnyPolicy = settings.contains("no-any")
            options.revocation = .all
            // The tests of DSA are from 2011, with keys of 1,024 bits and SHA-1.
            options.allowsWeakAlgorithms = true
            // The list of test 4.4.4 cannot be read: its signature does not hold whole octets.
            options.lists = try (["TrustAnchorRootCRL"] + lists).map { try PKITS.file("crls/\($0).crl") }
                .compactMap { try? CertificateList(derEncoded: $0) }
            return options
        }

        func report() throws -> PathReport {
            let chain = try certificates.map { try Certificate(derEncoded: PKITS.file("certs/\($0).crt")) }
            return PathValidation.validate(
                leaf: try #require(chain.last),
                intermediates: chain.dropLast(),
                anchors: [try PKITS.anchor()],
                options: try options()
            )
        }
    }

    /// 2011-04-15, when the test data was published.
    static let time = Date(timeIntervalSince1970: 1_302_825_600)

    static func anchor() throws -> Certificate { try Certificate(derEncoded: file("certs/TrustAnchorRootCertificate.crt")) }

    static func policy(_ name: String) -> String { name == "any" ? "2.5.29.32.0" : "2.16.840.1.101.3.2.1.48." + name }

    static func file(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: #require(directory).appending(path: path))) }

    /// The place where `scripts/setup test` has put the data; `nil` when it has not been run.
    static let directory: URL? = {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let library = root.appending(path: ".build/venv/lib")
        let versions = (try? FileManager.default.contentsOfDirectory(at: library, includingPropertiesForKeys: nil)) ?? []
        return versions.map { $0.appending(path: "site-packages/cryptography_vectors/x509/PKITS_data") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    static let cases: [Case] = [basics, policies, names].flatMap(read)

    private static func read(_ table: String) -> [Case] {
        var cases: [Case] = []
        var header = ""
        var words: [Substring] = []
        func close() {
            guard let colon = header.range(of: ": ") else { return }
            let settings = header[colon.upperBound...].components(separatedBy: ", ")
            let parts = words.split(separator: "|", omittingEmptySubsequences: false)
            cases.append(
                Case(
                    name: String(header[..<colon.lowerBound]),
                    isValid: settings.first == "valid",
                    settings: Array(settings.dropFirst()),
                    certificates: parts[0].map(String.init),
                    lists: parts[1].map(String.init)
                )
            )
        }
        for line in table.split(separator: "\n") {
            if line.hasPrefix(" ") {
                words += line.split(separator: " ")
            } else {
                close()
                (header, words) = (String(line), [])
            }
        }
        close()
        return cases
    }
}
