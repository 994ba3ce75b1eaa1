import CAInterface
import HTTPTypes
package import PKIFormats
package import WireProtocols

/// Profile templates. Their documents are JSON whose keys certificate management knows.
extension RemoteAdministration {
    package func profileTemplates() async throws -> [ProfileTemplateRowBody] {
        try API.decode([ProfileTemplateRowBody].self, try await transport.send(.get, .profileTemplates))
    }

    /// - Parameters:
    ///   - name: GUID or name.
    ///   - version: nil is the newest.
    package func profileTemplate(_ name: String, version: Int? = nil) async throws -> JSONValue {
        let path = version.map { APIPath.profileTemplateVersion(name, $0) } ?? .profileTemplate(name)
        let octets = try await transport.send(.get, path)
        do throws(JSONError) {
            return try JSONValue(parsing: octets, mostValues: ProfileTemplateBatchBody.mostValues)
        } catch {
            throw API.unexpected("it is not the JSON this call promises")
        }
    }

    package func profileTemplateHistory(of name: String) async throws -> ProfileTemplateHistoryBody {
        try API.decode(ProfileTemplateHistoryBody.self, try await transport.send(.get, .profileTemplateVersions(name)))
    }

    /// Stores all documents, or none. A dry run only says what would be.
    /// - Throws: `CAError.unacceptable` naming every finding that forbids it, unless it is a dry run.
    package func edit(_ edits: ProfileTemplateBatchBody) async throws -> ProfileTemplateBatchOutcomeBody {
        let answer = try await transport.send(.post, .profileTemplates, body: Array(edits.json.text.utf8))
        return try API.decode(ProfileTemplateBatchOutcomeBody.self, answer)
    }

    /// From now on nothing new can be started with it.
    package func retireProfileTemplate(_ name: String) async throws {
        _ = try await transport.send(.delete, .profileTemplate(name))
    }
}
