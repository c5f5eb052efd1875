import type { WrittenThread } from './written-thread.ts';

/** On the way to a first success. */
export const ONBOARDING: readonly WrittenThread[] = [
  [
    'npm install fails with ERESOLVE',
    'I follow the readme, step one is npm install and it ends with an error.',
  ],
  [
    'Cannot log in after sign-up',
    'I created an account today. The page sends me back to the login form again and again.',
  ],
  ['Hello world does not run', 'I copied the example of the quickstart and get "module not found".'],
  ['Build fails on Fedora', 'Trying to build from source. cmake stops because it does not find the header.'],
  [
    'Getting started guide misses a step',
    'The guide does not say that one has to create the database first. I was stuck for an hour.',
  ],
  [
    'Where do I get the API key?',
    'I just signed up. The docs tell me to set the key, but not where to find it.',
  ],
  ['Template does not start', 'Created a new project with the starter, npm run dev gives ENOENT.'],
  ['How do I run this?', 'I downloaded the code and do not know which file to start. I am new to PHP.'],
  ['Installer hangs on Windows 11', 'The setup stays at 90 %. Same after a reboot.'],
  [
    'Docker compose up: container exits at once',
    'Fresh clone, no changes. The log only says permission denied.',
  ],
  ['Verification code never arrives', 'I try to register my number. No sms comes.'],
  [
    'First request returns 401',
    'I did everything as in the tutorial, with the token from the dashboard. What do I miss?',
  ],
  ['pip install error', 'Failed building wheel. Python 3.12, macOS.'],
  ['Tutorial chapter 2 is wrong', 'The code there does not compile, the function has another name.'],
  [
    'Command not found after installation',
    'Installed with npm -g, then the shell does not find the command.',
  ],
  [
    'Import error right after installing',
    'Clean virtual environment, pip install, import: undefined symbol.',
  ],
  [
    'What should my config look like?',
    'I try to set it up for the first time. Is there a complete example of the config file?',
  ],
  [
    'Blank page after create',
    'I generated a new app and opened localhost. It shows a blank page, nothing in the console.',
  ],
  ['Docs for beginners', 'I am a beginner and do not understand how to begin. An easy example would help.'],
  [
    'Cannot connect to the server',
    'I set everything up as described on the wiki, but the client can not connect at all.',
  ],
  ['Example in the readme does not work', 'Copy and paste of the first example throws TypeError.'],
  [
    'Which Node version do I need?',
    'The install page names no version. With Node 16 I get a syntax error at start.',
  ],
  ['Registration fails: bad parameter', 'Running the register script gives status fail, reason bad_param.'],
  [
    'Wrong password',
    'I got the password from the registration step, but login says that the password is wrong.',
  ],
  ['make: *** No rule to make target', 'Following INSTALL on Ubuntu 22.04.'],
  ['Setup wizard stops at step 3', 'It asks for a secret that I do not have.'],
  [
    'Missing dependency in the requirements',
    'After installing, the first start complains about a missing package.',
  ],
  ['Prebuilt binary for Apple silicon missing', 'npm install tries to compile and fails on an M1.'],
  ['App crashes on first launch', 'Installed from the store, opened it, closed at once.'],
  ['How to install on shared hosting?', 'I have no shell there. Which files do I upload and what do I edit?'],
  [
    'Quickstart assumes Linux',
    'On Windows the command in the quickstart does not work. Please mention what to do there.',
  ],
  ['Trying it for the first time, no output', 'I run the sample and nothing happens, no error, no output.'],
  [
    "Can't get the demo to work",
    'I cloned the repo and ran the demo. It says that the model file is not there.',
  ],
  ['No documentation how to start', 'There is no getting started page. How do I use it?'],
  ['Stuck at "waiting for database"', 'I use the compose file from the repo as it is.'],
  [
    'SSL error while downloading during setup',
    'The install script can not download the archive, certificate verify failed.',
  ],
  [
    'Playground in the docs is broken',
    'The interactive example of the introduction does not load, so one cannot follow.',
  ],
  ['configure: error: C compiler cannot create executables', 'First time that I compile this.'],
  ['Cannot find module after create-app', 'Did: create, cd, start. Error: Cannot find module.'],
  ['How to send my first message?', 'I have number and password. What is the next step?'],
  [
    'Docs: first page does not say that Redis is required',
    'I followed the quickstart, the worker did not start because there was no Redis.',
  ],
  ['Account activation mail is not sent', 'I signed up three times, no mail.'],
  ['I am new and lost', 'I have installed everything, but what do I do now? Where does my code go?'],
  ['create-app: template not found', 'npx create with the basic template ends with 404.'],
  ['Sample project will not compile', 'I opened the sample in the IDE, 40 errors before I changed anything.'],
  ['init command asks for a secret key, which one?', 'Nothing in the first chapter explains this.'],
  [
    'Node version error at the first start',
    'The engine "node" is incompatible. The install page said 16 was fine.',
  ],
  [
    'Permission denied when running migrations for the first time',
    'Fresh database, user created as in the guide.',
  ],
  ['Can not sign in with GitHub on first use', 'It loops between the two pages. Clock and cookies are fine.'],
  ['Compilation from git stops', 'Checked out main, ran ./configure && make, error in the second file.'],
  ['Where to put the credentials file?', 'Following step 4, "add your credentials", but no path is given.'],
  ['Cannot generate token', 'The button on the settings page does nothing, so I can not make my first call.'],
  ['Installation on Raspberry Pi fails', 'wheel for numpy not found, then gcc is killed.'],
  ['Download link of the installer is dead', 'The link in the install guide gives 404.'],
  ['Nothing happens after pressing start', 'Just installed it, the window opens and stays empty.'],
  ['My very first program crashes', 'I try to learn the language and wrote ten lines from the book.'],
  [
    'Cannot import the package in a notebook',
    'Fresh runtime, pip install went fine, import raises AttributeError.',
  ],
  ['Link in "Installation" leads nowhere', 'The page for beginners has a dead link to the download.'],
  [
    'Chapter 3 of the guide uses an operator before it is explained',
    'Confusing for a reader who starts here.',
  ],
  ['How to generate the id?', 'Registration wants an id and I have no clue where it comes from.'],
  ['Compiling on OpenBSD stops at the linker', 'First build on this machine, release tarball.'],
  ['Can not send a test mail', 'I configured everything as in the readme, my first mail never arrives.'],
  [
    'Sandbox example throws on load',
    'The example linked in the introduction has an error before I touch it.',
  ],
  ['The scaffolded project has 40 warnings', 'Right after create. Is that normal?'],
  [
    'How do I get it to work with my editor?',
    'Installed the extension, nothing is highlighted. I start with it today.',
  ],
];
