/// The version of the programs, `w.x.y.z`, as CR_PROP_FILEVERSION returns it.
package enum ProgramVersion {
    package static let number = "0.1.0.0"
}
