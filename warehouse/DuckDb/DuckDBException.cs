using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// An error of DuckDB. The message is DuckDB's own, with the line and column of the SQL and the line itself where DuckDB knows them.
/// </summary>
public sealed class DuckDBException : DbException
{
    internal DuckDBException(DuckDBErrorType type, string message, SqlPosition? position = null, Exception? inner = null)
        : base(position is { } at ? $"{message}\n(line {at.Line}, column {at.Column}: {at.Excerpt})" : message, inner)
    {
        ErrorType = type;
        Line = position?.Line;
        Column = position?.Column;
        DuckDBMessage = message;
    }

    /// <summary>What kind of error it is; <see cref="DuckDBErrorType.Interrupt"/> is a command that was cancelled.</summary>
    public DuckDBErrorType ErrorType { get; }

    /// <summary>DuckDB's message without the position.</summary>
    public string DuckDBMessage { get; }

    /// <summary>Line of the command text where the error is, from 1; null where DuckDB gives none.</summary>
    public int? Line { get; }

    /// <summary>Column in that line, in characters from 1; null where DuckDB gives none.</summary>
    public int? Column { get; }

    /// <summary>True when the same command may succeed if it is tried again: another transaction changed the same rows.</summary>
    public override bool IsTransient => ErrorType == DuckDBErrorType.Transaction;

    /// <summary>Reads an error text of DuckDB: JSON where the connection asks for it, plain text with the kind in front otherwise.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sql">The command text that the position refers to.</param>
    internal static DuckDBException Parse(string text, string? sql)
    {
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        if (brace >= 0 && text.EndsWith('}') && TryParseJson(text[brace..], out var root))
        {
            var (kind, message) = (Text(root, "exception_type") ?? "", Text(root, "exception_message") ?? "");
            var position = sql is not null && int.TryParse(Text(root, "position"), CultureInfo.InvariantCulture, out var offset)
                ? SqlPosition.At(sql, offset, inBytes: !IsFromScanner(message))
                : null;
            return new DuckDBException(TypeOf(kind), $"{kind} Error: {message}", position);
        }

        var colon = text.IndexOf(" Error: ", StringComparison.Ordinal);
        return new DuckDBException(colon > 0 ? TypeOf(text[..colon]) : DuckDBErrorType.Invalid, text);
    }

    private static bool TryParseJson(string text, out JsonElement root)
    {
        root = default;
        try
        {
            using var document = JsonDocument.Parse(text);
            root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("exception_message", out _);
        }
        catch (JsonException)
        {
            // A message that merely looks like JSON, for example one made by error('{x}'), is shown as it is.
            return false;
        }
    }

    /// <summary>DuckDB's scanner counts characters, everything behind it counts bytes.</summary>
    private static bool IsFromScanner(string message) =>
        message.StartsWith("syntax error", StringComparison.Ordinal) || message.StartsWith("unterminated", StringComparison.Ordinal);

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DuckDBErrorType TypeOf(string name) => name switch
    {
        "TransactionContext" => DuckDBErrorType.Transaction,
        "Extension Autoloading" => DuckDBErrorType.Autoload,
        _ => Enum.TryParse<DuckDBErrorType>(name.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var type)
            ? type
            : DuckDBErrorType.Invalid,
    };
}
