using System.Buffers.Binary;
using Insight.Warehouse.Tables;

namespace Insight.Warehouse.Arrow;

/// <summary>
/// Writes a table in the Arrow IPC streaming format, version V5 (https://arrow.apache.org/docs/format/Columnar.html): a schema, batches of
/// rows, an end mark. Texts are Utf8, numbers Float64, whole numbers Int32, truth values Bool; every column may have nulls. Read it with
/// <c>arrow::read_ipc_stream</c> in R or <c>pyarrow.ipc.open_stream</c> in Python.
/// </summary>
public static class ArrowStreamWriter
{
    /// <summary>Media type of the stream.</summary>
    public const string MediaType = "application/vnd.apache.arrow.stream";

    private const int RowsOfBatch = 65_536;
    private const short Version5 = 4;
    private const byte SchemaHeader = 1, BatchHeader = 3;

    /// <summary>The whole stream as bytes.</summary>
    public static byte[] Of(Table table)
    {
        using var stream = new MemoryStream();
        Write(stream, table);
        return stream.ToArray();
    }

    /// <summary>Writes the stream.</summary>
    public static void Write(Stream stream, Table table)
    {
        WriteMessage(stream, SchemaHeader, ArrowSchema.Add, table, []);
        for (var row = 0; row < table.RowCount; row += RowsOfBatch)
        {
            WriteBatch(stream, table, row, Math.Min(RowsOfBatch, table.RowCount - row));
        }

        stream.Write([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);
    }

    private static void WriteBatch(Stream stream, Table table, int row, int count)
    {
        var body = new ArrowBody();
        foreach (var column in table.Columns)
        {
            body.Add(column, row, count);
        }

        WriteMessage(stream, BatchHeader, (flat, _) => AddBatch(flat, body, count), table, body.Bytes);
    }

    private static int AddBatch(FlatBuffer flat, ArrowBody body, int count)
    {
        var nodes = flat.Pairs(body.Nodes);
        var buffers = flat.Pairs(body.Buffers);
        flat.BeginTable(3);
        flat.Long(0, count);
        flat.Reference(1, nodes);
        flat.Reference(2, buffers);
        return flat.EndTable();
    }

    /// <summary>A mark, the length of the header, the header padded to eight bytes, the body.</summary>
    private static void WriteMessage(Stream stream, byte kind, Func<FlatBuffer, Table, int> addHeader, Table table, ReadOnlySpan<byte> body)
    {
        var flat = new FlatBuffer();
        var header = addHeader(flat, table);
        flat.BeginTable(4);
        flat.Long(3, body.Length);
        flat.Reference(2, header);
        flat.Short(0, Version5);
        flat.Byte(1, kind);
        var metadata = flat.Finish(flat.EndTable());
        var padded = (metadata.Length + 7) / 8 * 8;
        Span<byte> start = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(start, 0xFFFFFFFF);
        BinaryPrimitives.WriteInt32LittleEndian(start[4..], padded);
        stream.Write(start);
        stream.Write(metadata);
        stream.Write(new byte[padded - metadata.Length]);
        stream.Write(body);
    }
}
