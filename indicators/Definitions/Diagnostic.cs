using System.Globalization;

namespace Insight.Indicators.Definitions;

/// <summary>How much a diagnostic weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The author should look at it; the definition is used.</summary>
    Warning,

    /// <summary>The definition is not used.</summary>
    Error,
}

/// <summary>What the author of a definition, theme or network should know: an error of theirs, never a defect of this program.</summary>
/// <param name="Code">Stable code, see <see cref="DiagnosticCodes"/>.</param>
/// <param name="Severity">Whether the file is still used.</param>
/// <param name="File">Path as given to the loader.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Message">What is wrong, with the value.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, string File, int Line, string Message, string Hint)
{
    /// <summary>One line as compilers write it: <c>catalog/x/y.yml:7: error I301: message (hint)</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{File}:{Line}: {(Severity == DiagnosticSeverity.Error ? "error" : "warning")} {Code}: {Message} ({Hint})");
}

/// <summary>Thrown where a catalogue with errors is asked to be valid; carries every diagnostic.</summary>
public sealed class CatalogException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    /// <summary>All diagnostics of the catalogue, errors and warnings.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
