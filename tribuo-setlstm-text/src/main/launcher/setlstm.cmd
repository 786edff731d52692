@echo off
rem Starts setlstm.jar, which stands in the directory above, with the Vector API and with the class archive that the build
rem made for this Java. See the script setlstm beside this one. SETLSTM_OPTS is for Java: set SETLSTM_OPTS=-Xmx8g
setlocal
for %%i in ("%~dp0..") do set "SETLSTM_HOME=%%~fi"
set "SETLSTM_JAVA=java"
if defined JAVA_HOME set "SETLSTM_JAVA=%JAVA_HOME%\bin\java"
"%SETLSTM_JAVA%" --add-modules jdk.incubator.vector ^
    -Xshare:auto -XX:SharedArchiveFile="%SETLSTM_HOME%\setlstm.jsa" -Xlog:disable "-Xlog:all=error,cds=off,cds+dynamic=off:stderr" ^
    -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 ^
    -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000 ^
    -Dsetlstm.launcher="%~f0" %SETLSTM_OPTS% -jar "%SETLSTM_HOME%\setlstm.jar" %*
exit /b %ERRORLEVEL%
