/// The program's version, `w.x.y.z`, as CR_PROP_FILEVERSION returns it.
enum Version {
    static let number = "0.1.0.0"
}
