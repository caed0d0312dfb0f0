namespace Insight.Indicators.Definitions;

/// <summary>Collects the diagnostics of one file, so that all are reported at once.</summary>
internal sealed class DiagnosticBag(string file)
{
    private readonly List<Diagnostic> items = [];

    /// <summary>The file that the diagnostics are about.</summary>
    public string File { get; } = file;

    public IReadOnlyList<Diagnostic> Items => items;

    public bool HasErrors => items.Exists(item => item.Severity == DiagnosticSeverity.Error);

    public void Error(string code, int line, string message, string hint) =>
        items.Add(new Diagnostic(code, DiagnosticSeverity.Error, File, line, message, hint));

    public void Warning(string code, int line, string message, string hint) =>
        items.Add(new Diagnostic(code, DiagnosticSeverity.Warning, File, line, message, hint));
}
