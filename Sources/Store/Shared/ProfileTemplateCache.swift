import CertManagement
import PortableFoundation
import Synchronization

/// Decoded versions of profile templates. A version never changes, so it stays true; the cache is bounded, and emptied when full.
final class ProfileTemplateCache: Sendable {
    private struct Key: Hashable {
        let id: UUID
        let version: Int
    }

    private static let capacity = 1_000
    private let templates = Mutex<[Key: ProfileTemplate]>([:])

    subscript(id: UUID, version: Int) -> ProfileTemplate? { templates.withLock { $0[Key(id: id, version: version)] } }

    func insert(_ template: ProfileTemplate) {
        templates.withLock { templates in
            if templates.count >= Self.capacity { templates.removeAll(keepingCapacity: true) }
            templates[Key(id: template.id, version: template.version)] = template
        }
    }
}
