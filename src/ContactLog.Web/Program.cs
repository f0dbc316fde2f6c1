using ContactLog.Web.Commands;

return await CommandLine.RunAsync(args);
