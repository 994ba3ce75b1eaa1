import CACore
import CertCli

/// Another server that takes lists by PUT.
struct HTTPListTarget: ListTarget {
    func current(at url: String) async throws -> ListCopy? {
        try await ListUpload().get(url).map { ListCopy(bytes: $0.bytes, tag: $0.tag) }
    }

    func put(_ bytes: [UInt8], to url: String, replacing former: String?) async throws -> Bool {
        try await ListUpload().put(bytes, to: url, replacing: former)
    }
}
