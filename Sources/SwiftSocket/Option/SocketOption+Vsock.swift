internal import CSocketShim

// Options of AF_VSOCK, whose numbers have 64 bits.
extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// The upper limit of ``vsockBufferSize`` in bytes: `SO_VM_SOCKETS_BUFFER_MAX_SIZE`, vsock(7).
    public static var vsockBufferMaxSize: Self {
        Self(CSOCK_SOL_VSOCK, CSOCK_SO_VM_SOCKETS_BUFFER_MAX_SIZE, "SO_VM_SOCKETS_BUFFER_MAX_SIZE")
    }

    /// The lower limit of ``vsockBufferSize`` in bytes: `SO_VM_SOCKETS_BUFFER_MIN_SIZE`, vsock(7).
    public static var vsockBufferMinSize: Self {
        Self(CSOCK_SOL_VSOCK, CSOCK_SO_VM_SOCKETS_BUFFER_MIN_SIZE, "SO_VM_SOCKETS_BUFFER_MIN_SIZE")
    }

    /// The size of the buffer in bytes, within its limits: `SO_VM_SOCKETS_BUFFER_SIZE`, vsock(7).
    public static var vsockBufferSize: Self {
        Self(CSOCK_SOL_VSOCK, CSOCK_SO_VM_SOCKETS_BUFFER_SIZE, "SO_VM_SOCKETS_BUFFER_SIZE")
    }
}
