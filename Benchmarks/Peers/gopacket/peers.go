// gopacket for the C benchmark: the same fields of an IPv4 and TCP packet, read and added up.
package main

// #include <stddef.h>
// #include <stdint.h>
import "C"

import (
	"unsafe"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
)

// As fast as the parser gets: the same layers filled in again, found in the fastest container,
// without recovering from panics. What follows TCP, which gopacket takes for TLS by the port, is left
// as its payload.
var (
	ip      layers.IPv4
	tcp     layers.TCP
	decoded = make([]gopacket.LayerType, 0, 2)
	parser  = gopacket.NewDecodingLayerParser(layers.LayerTypeIPv4)
)

func init() {
	parser.SetDecodingLayerContainer(gopacket.DecodingLayerSparse(nil).Put(&ip).Put(&tcp))
	parser.IgnorePanic = true
	parser.IgnoreUnsupported = true
}

// Over and over in one call: one into Go takes longer than dissecting.
//
//export bench_gopacket
func bench_gopacket(packet *C.uint8_t, count, times C.size_t) C.uint64_t {
	bytes := unsafe.Slice((*byte)(packet), count)
	total := uint64(0)
	for ; times > 0; times-- {
		if parser.DecodeLayers(bytes, &decoded) != nil || len(decoded) != 2 {
			return 0
		}
		result := uint64(ip.SrcIP[3])
		result ^= uint64(ip.DstIP[3])
		result += uint64(ip.TTL)
		result ^= uint64(ip.Id)
		result += uint64(tcp.SrcPort)
		result ^= uint64(tcp.DstPort)
		result += uint64(tcp.Seq)
		result ^= uint64(tcp.Ack)
		result += uint64(tcp.Window)
		total += result ^ uint64(len(tcp.Payload))
	}
	return C.uint64_t(total)
}

func main() {}
