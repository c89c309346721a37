FROM node:24-alpine
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY src ./src
RUN rm -rf src/sandbox && mkdir data node_modules/.cache && chown node:node data node_modules/.cache
USER node
# Where npm writes too when the file system is read-only.
ENV npm_config_cache=/tmp/.npm
# As this user, for whom alone Node keeps it: a new container then starts as fast as one started again.
RUN npm run postinstall
VOLUME /app/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD port="${PORT:-8080}"; wget -q -O /dev/null "http://127.0.0.1:${port##*:}/health/live" || exit 1
CMD ["node", "--preserve-symlinks", "--preserve-symlinks-main", "--max-semi-space-size=16", "src/start.cjs"]
