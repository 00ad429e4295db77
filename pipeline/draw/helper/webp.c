// SPDX-License-Identifier: MIT
// WebP through libwebp: of an animation the first frame.
#include "draw/helper/pictures.h"

#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

static void take_profile(const WebPData *data, struct buffer *profile)
{
    WebPChunkIterator chunk;
    WebPDemuxer *demuxer = WebPDemux(data);
    if (demuxer && WebPDemuxGetChunk(demuxer, "ICCP", 1, &chunk)) {
        buffer_add(profile, (struct str){(const char *)chunk.chunk.bytes,
                                         chunk.chunk.size});
        WebPDemuxReleaseChunkIterator(&chunk);
    }
    WebPDemuxDelete(demuxer);
}

// The decoder of animations takes what is none as well.
static bool first_frame(const WebPData *data, struct raster *raster)
{
    WebPAnimDecoderOptions options;
    WebPAnimInfo info;
    uint8_t *frame = NULL;
    int time;
    WebPAnimDecoderOptionsInit(&options);
    WebPAnimDecoder *decoder = WebPAnimDecoderNew(data, &options);
    bool good =
        decoder && WebPAnimDecoderGetInfo(decoder, &info) &&
        raster_begin(raster, info.canvas_width, info.canvas_height, 4) &&
        WebPAnimDecoderGetNext(decoder, &frame, &time);
    if (good) {
        memcpy(raster->pixels, frame,
               (size_t)raster->width * raster->height * 4);
        raster->more = info.frame_count > 1;
    }
    WebPAnimDecoderDelete(decoder);
    return good;
}

bool webp_decode(struct str file, const struct draw_request *request,
                 struct raster *raster)
{
    enum { LOSSLESS = 2 }; // of WebPBitstreamFeatures.format
    WebPData data = {(const uint8_t *)file.bytes, file.count};
    WebPBitstreamFeatures features;
    (void)request;
    if (WebPGetFeatures(data.bytes, data.size, &features) != VP8_STATUS_OK)
        return false;
    raster->lossy = features.format != LOSSLESS;
    take_profile(&data, &raster->profile);
    return first_frame(&data, raster);
}
