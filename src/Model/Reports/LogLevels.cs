namespace Bunraku.Model;

/// <summary>The names of log levels, as the metaparameter <c>loglevel</c> and reports spell them.</summary>
public static class LogLevels
{
    public static LogLevel? Parse(string? name) =>
        name switch
        {
            "debug" => LogLevel.Debug,
            "info" or "verbose" => LogLevel.Info,
            "notice" => LogLevel.Notice,
            "warning" => LogLevel.Warning,
            "err" => LogLevel.Err,
            "alert" => LogLevel.Alert,
            "emerg" => LogLevel.Emerg,
            "crit" => LogLevel.Crit,
            _ => null,
        };

    public static string NameOf(LogLevel level) =>
        level switch
        {
            LogLevel.Debug => "debug",
            LogLevel.Info => "info",
            LogLevel.Notice => "notice",
            LogLevel.Warning => "warning",
            LogLevel.Err => "err",
            LogLevel.Alert => "alert",
            LogLevel.Emerg => "emerg",
            _ => "crit",
        };
}
