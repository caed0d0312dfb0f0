using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>
/// One form in which values are answered. All forms say the same numbers, statuses and sources; a form is chosen by the parameter
/// <c>format</c> (with <c>layout</c> or <c>excel</c>) or by the header Accept.
/// </summary>
internal interface IValuesFormat
{
    /// <summary>The form's name, unique; part of the entity tag.</summary>
    string Name { get; }

    /// <summary>The media type by which Accept asks for it; null where only a parameter can.</summary>
    string? MediaType { get; }

    /// <summary>The header Content-Type of an answer.</summary>
    string ContentType { get; }

    /// <summary>End of the name of the file that a browser saves, with its point; null for what is shown in place.</summary>
    string? FileEnding { get; }

    /// <summary>Writes the whole answer.</summary>
    Task WriteAsync(ValuesAnswer answer, ValuesReply reply);
}
