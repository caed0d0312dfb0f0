namespace Insight.Etl.Landing;

/// <summary>How far an origin has come, told after every piece that arrives.</summary>
/// <param name="SourceId">The source that is fetched.</param>
/// <param name="Name">The payload that is under way.</param>
/// <param name="Requests">Requests sent so far for this source, repeated and redirected ones included.</param>
/// <param name="Bytes">Bytes received so far for this source, those of failed tries included.</param>
public readonly record struct FetchProgress(string SourceId, string Name, int Requests, long Bytes);
