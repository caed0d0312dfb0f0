using System.Buffers.Binary;
using Insight.Warehouse.Tables;

namespace Insight.Warehouse.Arrow;

/// <summary>
/// Writes tables of the same columns in the Arrow IPC streaming format, version V5 (https://arrow.apache.org/docs/format/Columnar.html): a schema,
/// dictionaries, batches of rows, an end mark. Texts are Utf8, coded texts dictionary-encoded with Int32 indices, numbers Float64, whole
/// numbers Int32, truth values Bool; every column may have nulls. Read it with <c>arrow::read_ipc_stream</c> in R or
/// <c>pyarrow.ipc.open_stream</c> in Python.
/// </summary>
/// <param name="stream">Where to; it stays open.</param>
/// <param name="metadata">Key-value metadata of the schema.</param>
public sealed class ArrowStreamWriter(Stream stream, IReadOnlyDictionary<string, string>? metadata = null) : IDisposable
{
    /// <summary>Media type of the stream.</summary>
    public const string MediaType = "application/vnd.apache.arrow.stream";

    private const int RowsOfBatch = 65_536;
    private const short Version5 = 4;
    private const byte SchemaHeader = 1, DictionaryHeader = 2, BatchHeader = 3;

    private Table? first;

    /// <summary>A whole stream of one table as bytes.</summary>
    public static byte[] Of(Table table)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream))
        {
            writer.Write(table);
        }

        return stream.ToArray();
    }

    /// <summary>Writes a table's rows. The first table decides the schema and the members of coded columns.</summary>
    /// <exception cref="ArgumentException">A later table has other columns or other members.</exception>
    public void Write(Table table)
    {
        if (first is null)
        {
            Begin(table);
        }

        Check(table);
        for (var row = 0; row < table.RowCount; row += RowsOfBatch)
        {
            var count = Math.Min(RowsOfBatch, table.RowCount - row);
            var body = new ArrowBody();
            foreach (var column in table.Columns)
            {
                body.Add(column, row, count);
            }

            WriteMessage(BatchHeader, flat => AddBatch(flat, body, count), body.Bytes);
        }
    }

    /// <summary>Writes the end mark.</summary>
    public void Dispose() => stream.Write([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);

    private void Begin(Table table)
    {
        first = table;
        WriteMessage(SchemaHeader, flat => ArrowSchema.Add(flat, table, metadata ?? new Dictionary<string, string>()), []);
        foreach (var (id, column) in table.Columns.Index())
        {
            if (column is CodedColumn coded)
            {
                WriteDictionary(id, coded.Members);
            }
        }
    }

    private void WriteDictionary(long id, IReadOnlyList<string> members)
    {
        var body = new ArrowBody();
        body.Add(new TextColumn("", [.. members]), 0, members.Count);
        WriteMessage(DictionaryHeader, flat => AddDictionary(flat, id, body, members.Count), body.Bytes);
    }

    private void Check(Table table)
    {
        var same = table.Columns.Count == first!.Columns.Count && table.Columns.Zip(first.Columns).All(pair =>
            pair.First.Name == pair.Second.Name && pair.First.GetType() == pair.Second.GetType()
            && (pair.First is not CodedColumn coded || ReferenceEquals(coded.Members, ((CodedColumn)pair.Second).Members)));
        if (!same)
        {
            throw new ArgumentException("A later table of a stream must have the columns of the first, coded ones with the same list of members.", nameof(table));
        }
    }

    private static int AddDictionary(FlatBuffer flat, long id, ArrowBody body, int count)
    {
        var batch = AddBatch(flat, body, count);
        flat.BeginTable(3);
        flat.Long(0, id);
        flat.Reference(1, batch);
        return flat.EndTable();
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
    private void WriteMessage(byte kind, Func<FlatBuffer, int> addHeader, ReadOnlySpan<byte> body)
    {
        var flat = new FlatBuffer();
        var header = addHeader(flat);
        flat.BeginTable(4);
        flat.Long(3, body.Length);
        flat.Reference(2, header);
        flat.Short(0, Version5);
        flat.Byte(1, kind);
        var described = flat.Finish(flat.EndTable());
        var padded = (described.Length + 7) / 8 * 8;
        Span<byte> start = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(start, 0xFFFFFFFF);
        BinaryPrimitives.WriteInt32LittleEndian(start[4..], padded);
        stream.Write(start);
        stream.Write(described);
        stream.Write(new byte[padded - described.Length]);
        stream.Write(body);
    }
}
