import Foundation

/// Tells a file that is absent from one that the caller may not see: another user's data directory has mode 0700.
enum DirectoryPermission {
    /// - Throws: `CommandError` when permission is denied on the way to the path. A path that is absent is not an error here.
    static func require(to path: String, of dataDirectory: String) throws {
        guard access(path, F_OK) != 0, errno == EACCES else { return }
        throw CommandError(
            "\(dataDirectory) cannot be read: permission denied. Run the command as the user who runs the server, or as root."
        )
    }
}
