import CAInterface
import CertEnroll
import Foundation
import PKIFormats

/// Files named on the command line; `-` is standard input.
enum Files {
    /// Requests, answers, policies, passwords and roots have a few kilobytes; an answer with revocation lists may have more.
    private static let limit = 256 << 20

    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](try FileHandle.standardInput.read(upToCount: limit) ?? Data()) }
        guard let bytes = try ClientFile.read(path, atMost: limit) else {
            throw CAError(.notFound, status: .fileNotFound, "There is no file \(path.isEmpty ? "without a name" : path). Check the path.")
        }
        return bytes
    }
}

/// Reads the request file of a command.
enum RequestFile {
    /// The DER, from any form of file. Other blocks of the file are named in a message, because only one request is read.
    static func read(_ path: String) throws -> [UInt8] {
        do {
            let request = try RequestText(try Files.read(path))
            if !request.otherLabels.isEmpty {
                Console.complain("\(path) also holds \(request.otherLabels.joined(separator: ", ")); only the first request is read.")
            }
            return request.bytes
        } catch let error as FormatError {
            throw CAError(
                .malformed,
                status: .invalidData,
                "\(path) has no readable request: \(error.reason). Nothing was sent.",
                cause: error
            )
        }
    }
}
