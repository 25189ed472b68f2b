//! etherparse for the C benchmark: the same fields of an IPv4 and TCP packet, read and added up.

use etherparse::{InternetSlice, IpHeader, PacketHeaders, SlicedPacket, TransportHeader, TransportSlice};

/// # Safety
/// `packet` has `count` bytes.
unsafe fn bytes<'a>(packet: *const u8, count: usize) -> &'a [u8] {
    std::slice::from_raw_parts(packet, count)
}

/// Views of the headers, read field by field.
///
/// # Safety
/// `packet` has `count` bytes.
#[no_mangle]
pub unsafe extern "C" fn bench_etherparse_slices(packet: *const u8, count: usize) -> u64 {
    let Ok(sliced) = SlicedPacket::from_ip(bytes(packet, count)) else { return 0 };
    let (Some(InternetSlice::Ipv4(ip, _)), Some(TransportSlice::Tcp(tcp))) = (sliced.ip, sliced.transport)
    else {
        return 0;
    };
    let mut result = u64::from(ip.source()[3]);
    result ^= u64::from(ip.destination()[3]);
    result = result.wrapping_add(u64::from(ip.ttl()));
    result ^= u64::from(ip.identification());
    result = result.wrapping_add(u64::from(tcp.source_port()));
    result ^= u64::from(tcp.destination_port());
    result = result.wrapping_add(u64::from(tcp.sequence_number()));
    result ^= u64::from(tcp.acknowledgment_number());
    result = result.wrapping_add(u64::from(tcp.window_size()));
    result ^ sliced.payload.len() as u64
}

/// Structs with all fields.
///
/// # Safety
/// `packet` has `count` bytes.
#[no_mangle]
pub unsafe extern "C" fn bench_etherparse_headers(packet: *const u8, count: usize) -> u64 {
    let Ok(headers) = PacketHeaders::from_ip_slice(bytes(packet, count)) else { return 0 };
    let (Some(IpHeader::Version4(ip, _)), Some(TransportHeader::Tcp(tcp))) = (headers.ip, headers.transport)
    else {
        return 0;
    };
    let mut result = u64::from(ip.source[3]);
    result ^= u64::from(ip.destination[3]);
    result = result.wrapping_add(u64::from(ip.time_to_live));
    result ^= u64::from(ip.identification);
    result = result.wrapping_add(u64::from(tcp.source_port));
    result ^= u64::from(tcp.destination_port);
    result = result.wrapping_add(u64::from(tcp.sequence_number));
    result ^= u64::from(tcp.acknowledgment_number);
    result = result.wrapping_add(u64::from(tcp.window_size));
    result ^ headers.payload.len() as u64
}
