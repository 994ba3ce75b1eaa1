import CAInterface
import CertEnroll
import PKIFormats
import PortableFoundation
import SmartCards

/// What a card was given within open requests, one file for each request: so that a pulled card or a killed process costs no key. The certificate
/// requests in it are public; it holds no PIN and no key.
package struct CardJournal: Sendable {
    package struct Entry: Hashable, Sendable, Codable {
        /// The position of the generation option.
        let option: Int
        /// Such as `9a`.
        let slot: String
        /// DER of the PKCS #10, in base64.
        let certificationRequest: String

        var der: [UInt8] { (try? Base64.decode(certificationRequest)) ?? [] }
    }

    package struct Page: Hashable, Sendable, Codable {
        /// The word of the workflow, such as `Enroll`.
        let workflow: String
        var card: String
        var entries: [Entry]
    }

    private let directory: String

    /// - Parameter directory: of the account's store; `cards` is made below it.
    package init(directory: String) { self.directory = directory + "/cards" }

    func page(of request: UUID) throws -> Page? {
        guard let bytes = try ClientFile.read(path(request)) else { return nil }
        do {
            return try JSONDecoder().decode(Page.self, from: Data(bytes))
        } catch {
            throw CardEnrollmentError(
                "The notes about the request \(request.uuidString.lowercased()) in \(path(request)) cannot be read. Remove the file to begin its keys again.",
                request: request,
                cause: error
            )
        }
    }

    func save(_ page: Page, of request: UUID) throws {
        let bytes = [UInt8](try JSONEncoder().encode(page))
        // It also makes the folder.
        try ClientFile.whileAlone(in: directory) { try ClientFile.write(bytes, to: path(request)) }
    }

    func remove(_ request: UUID) { ClientFile.remove(path(request)) }

    private func path(_ request: UUID) -> String { "\(directory)/\(request.uuidString.lowercased()).json" }
}
