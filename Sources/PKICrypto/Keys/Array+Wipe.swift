extension [UInt8] {
    /// Overwrites the octets with zeros.
    ///
    /// Best effort: an array that shares its storage is copied first, and copies made earlier stay where they are.
    package mutating func wipe() {
        withUnsafeMutableBytes { buffer in
            for index in buffer.indices { buffer[index] = 0 }
        }
        // A read that the optimizer cannot foresee keeps the stores alive.
        withUnsafeBytes { observe($0) }
    }
}

@inline(never)
private func observe(_ buffer: UnsafeRawBufferPointer) {
    withExtendedLifetime(buffer) {}
}
