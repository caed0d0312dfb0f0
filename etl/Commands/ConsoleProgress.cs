using Insight.Etl.Run;
using Spectre.Console;

namespace Insight.Etl.Commands;

/// <summary>Shows progress: on a terminal with one line that is rewritten while a step is at work, elsewhere plain lines only.</summary>
public sealed class ConsoleProgress(IAnsiConsole console)
{
    private bool transient;

    private bool IsTerminal => console.Profile.Out.IsTerminal;

    /// <summary>Progress on this process's output.</summary>
    public static ConsoleProgress OnOutput() => new(AnsiConsole.Console);

    /// <summary>Shows one line.</summary>
    public void Show(ProgressLine line)
    {
        if (line.IsTransient)
        {
            Rewrite(line);
            return;
        }

        if (!IsTerminal)
        {
            console.Profile.Out.Writer.WriteLine($"{line.Step,-8} {line.Source ?? "",-26} {line.Message}");
            return;
        }

        Clear();
        var failed = line.Message.StartsWith("FAILED", StringComparison.Ordinal);
        console.MarkupLineInterpolated($"[{(failed ? "red" : "green")}]{line.Step,-8}[/] [blue]{line.Source ?? "",-26}[/] {line.Message}");
    }

    private void Rewrite(ProgressLine line)
    {
        if (!IsTerminal)
        {
            return;
        }

        Clear();
        var text = $"{line.Step,-8} {line.Source ?? "",-26} {line.Message}";
        console.Write(new Text(text.Length < console.Profile.Width ? text : text[..(console.Profile.Width - 1)], new Style(Color.Grey)));
        transient = true;
    }

    private void Clear()
    {
        if (transient)
        {
            console.Write(new ControlCode("\r\u001b[2K"));
            transient = false;
        }
    }
}
